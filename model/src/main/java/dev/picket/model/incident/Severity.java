package dev.picket.model.incident;

/// How much harm an incident does: share of paths, rate, signal and number of regions together.
public enum Severity {
    MINOR, MAJOR, CRITICAL;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

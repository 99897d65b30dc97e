package dev.picket.model.incident;

/// Where an incident stands.
public enum IncidentStatus {
    OPEN, RECOVERING, RESOLVED;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

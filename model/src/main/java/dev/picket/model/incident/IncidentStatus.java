package dev.picket.model.incident;

/// Where an incident stands.
public enum IncidentStatus {
    OPEN,
    /// The culprit was taken out of use by an operator; paths are still bad.
    MITIGATED, RECOVERING, RESOLVED;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

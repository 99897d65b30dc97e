package dev.picket.model.incident;

/// Why there is something to look at by day, and what to do about it.
public enum TicketKind {
    BLIPS, UNEXPLAINED, BASELINE_ACCEPTED, MISCALIBRATED, CERTIFICATE_EXPIRES,
    /// Written before tickets had a kind.
    OTHER;

    public String label() {
        return switch (this) {
            case BLIPS -> "short blips";
            case UNEXPLAINED -> "unexplained suspicion";
            case BASELINE_ACCEPTED -> "baseline accepted";
            case MISCALIBRATED -> "null does not hold";
            case CERTIFICATE_EXPIRES -> "certificate expires soon";
            case OTHER -> "ticket";
        };
    }

    /// What a person does about it, in words that follow "Next: ".
    public String nextStep() {
        return switch (this) {
            case BLIPS -> "look at its interfaces and routes; it fails often, but never for long";
            case UNEXPLAINED -> "look at what changed on its paths then; one alone needs nothing";
            case BASELINE_ACCEPTED -> "see whether these paths should be as they are now";
            case MISCALIBRATED -> "see whether this class of paths has changed";
            case CERTIFICATE_EXPIRES -> "renew the certificate, and see why it was not renewed";
            case OTHER -> "read it";
        };
    }
}

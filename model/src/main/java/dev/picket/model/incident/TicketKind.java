package dev.picket.model.incident;

/// Why there is something to look at by day, and what to do about it.
public enum TicketKind {
    BLIPS("short blips",
            "look at this component's interfaces and routes; it fails often, never long enough"
                    + " for a page"), UNEXPLAINED("unexplained suspicion",
                            "look at what changed on its paths at that time; nothing, if it stays the only one"), BASELINE_ACCEPTED(
                                    "baseline accepted",
                                    "see whether these paths should be as they are now; nothing tells of them otherwise"), MISCALIBRATED(
                                            "null does not hold",
                                            "see whether this class of paths has changed; findings on it are weaker until that"
                                                    + " is learnt"),
    /// Written before tickets had a kind.
    OTHER("ticket", "read it");

    private final String label;
    private final String nextStep;

    TicketKind(String label, String nextStep) {
        this.label = label;
        this.nextStep = nextStep;
    }

    public String label() {
        return label;
    }

    /// What a person does about it, in words that follow "Next: ".
    public String nextStep() {
        return nextStep;
    }
}

package dev.picket.model.result;

/// What is counted in a round: each signal has its own trial and its own meaning of *bad*.
public enum Signal {
    /// A packet that did not reach the target (stateful reflector only).
    LOST_FORWARD("lost", "forward"),
    /// A reply that did not come back (stateful reflector only).
    LOST_RETURN("lost", "return"),
    /// A packet with no reply within T_max, whichever way it was lost.
    LOST("lost", "both"),
    /// The first attempt of a run that was not good.
    FAILED("failed", "both"),
    /// A kernel-stamped round trip above the path's learnt bound; a mark (10, 30 or 60 s) that a
    /// Machine had not started by.
    SLOW("slow", "both"),
    /// A Machine create that was refused for want of room, of those whose question of room was
    /// answered. Never a network's fault.
    CAPACITY("capacity", "both");

    private final String label;
    private final String direction;

    Signal(String label, String direction) {
        this.label = label;
        this.direction = direction;
    }

    public String label() {
        return label;
    }

    /// `forward`, `return` or `both`.
    public String direction() {
        return direction;
    }
}

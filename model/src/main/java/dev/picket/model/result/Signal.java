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
    CAPACITY("capacity", "both"),
    /// A packet whose reply came after T_max, while the round was still open. Lost as well.
    LATE("late", "both"),
    /// A packet whose reply came after one to a packet sent later, of those answered (RFC 4737
    /// §3.3). Packets overtake one another only by more than their spacing: 50 ms where 20 of them
    /// are spread over a second.
    REORDERED("reordered", "both"),
    /// A packet that was answered more than once, of those answered (RFC 5560).
    DUPLICATED("duplicated", "both"),
    /// A round whose delay variation (PDV, RFC 5481 §4.2: 95th percentile above the shortest) is
    /// above the path's learnt bound; kernel stamps only.
    JITTERY("jittery", "both");

    private final String label;
    private final String direction;

    Signal(String label, String direction) {
        this.label = label;
        this.direction = direction;
    }

    public String label() {
        return label;
    }

    /// Whether packets all come, but in another order, number or rhythm than they were sent in:
    /// harm to voice and throughput, not to reachability.
    public boolean isDisorder() {
        return switch (this) {
            case REORDERED, DUPLICATED, JITTERY -> true;
            case LOST, LOST_FORWARD, LOST_RETURN, LATE, FAILED, SLOW, CAPACITY -> false;
        };
    }

    /// `forward`, `return` or `both`.
    public String direction() {
        return direction;
    }
}

package dev.picket.model.time;

/// Where the two stamps of a measured duration came from. Alarms on durations are raised only from
/// kernel stamps: under garbage collection a user-space stamp is wrong by tens of milliseconds.
public enum ClockSource {
    /// Transmit and receive stamps both by the kernel.
    KERNEL_TX_RX("kernel-tx+rx"),
    /// Sent by user-space stamp, received by kernel stamp.
    KERNEL_RX("kernel-rx"),
    /// Both stamps taken in user space.
    USER("user"),
    /// Virtual time of a simulation: exact.
    VIRTUAL("virtual");

    private final String label;

    ClockSource(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}

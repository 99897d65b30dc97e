package dev.picket.probes.stamp;

import java.time.Duration;

/// How a STAMP round is sent.
///
/// @param packets packets in a round, 1 to [#PACKETS_MAX]
/// @param spread the packets leave evenly over this time
/// @param timeout T_max: a reply that took longer is late and its packet lost (RFC 7680 §2.5)
/// @param stateful whether reflectors count for themselves (RFC 8762 §4.3), so that forward and
///        return loss can be told apart
public record StampProfile(int packets, Duration spread, Duration timeout, boolean stateful) {

    /// The most packets in a round.
    public static final int PACKETS_MAX = 10_000;

    public StampProfile {
        if (packets < 1 || packets > PACKETS_MAX) {
            throw new IllegalArgumentException(
                    "packets must be 1 to " + PACKETS_MAX + ", got " + packets);
        }
        if (spread.isNegative()) {
            throw new IllegalArgumentException("spread must not be negative, got " + spread);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, got " + timeout);
        }
    }

    /// Against a stateful reflector.
    public StampProfile(int packets, Duration spread, Duration timeout) {
        this(packets, spread, timeout, true);
    }

    /// The longest a round can take.
    public Duration total() {
        return spread.plus(timeout);
    }

    /// When packet `packet` is due, in nanoseconds after the start.
    long dueNanos(int packet) {
        return spread.toNanos() / packets * packet;
    }
}

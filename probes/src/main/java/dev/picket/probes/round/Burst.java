package dev.picket.probes.round;

import java.time.Duration;

/// How the packets of a round are sent and waited for.
///
/// @param packets packets in a round, 1 to [#PACKETS_MAX]
/// @param spread the packets leave evenly over this time
/// @param timeout T_max: a reply that took longer is late and its packet lost (RFC 7680 §2.5)
/// @param flows the flows the packets are spread over: packet i leaves by flow i modulo this
public record Burst(int packets, Duration spread, Duration timeout, int flows) {

    /// The most packets in a round.
    public static final int PACKETS_MAX = 10_000;
    /// The most flows: each costs a socket for each vantage.
    public static final int FLOWS_MAX = 16;

    public Burst {
        if (packets < 1 || packets > PACKETS_MAX) {
            throw new IllegalArgumentException(
                    "packets must be 1 to " + PACKETS_MAX + ", got " + packets);
        }
        if (flows < 1 || flows > FLOWS_MAX) {
            throw new IllegalArgumentException(
                    "flows must be 1 to " + FLOWS_MAX + ", got " + flows);
        }
        if (spread.isNegative()) {
            throw new IllegalArgumentException("spread must not be negative, got " + spread);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, got " + timeout);
        }
    }

    /// By one flow.
    public Burst(int packets, Duration spread, Duration timeout) {
        this(packets, spread, timeout, 1);
    }

    /// The longest a round can take.
    public Duration total() {
        return spread.plus(timeout);
    }

    public int flowOf(int packet) {
        return packet % flows;
    }

    /// When packet `packet` is due, in nanoseconds after the start.
    long dueNanos(int packet) {
        return spread.toNanos() / packets * packet;
    }
}

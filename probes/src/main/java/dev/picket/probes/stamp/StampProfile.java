package dev.picket.probes.stamp;

import dev.picket.probes.round.Burst;
import java.time.Duration;

/// How a STAMP round is sent.
///
/// @param packets packets in a round, 1 to [#PACKETS_MAX]
/// @param spread the packets leave evenly over this time
/// @param timeout T_max: a reply that took longer is late and its packet lost (RFC 7680 §2.5)
/// @param stateful whether reflectors count for themselves (RFC 8762 §4.3), so that forward and
///        return loss can be told apart
/// @param flows source ports the packets are spread over, 1 to [#FLOWS_MAX]: packet i
///        leaves by flow i modulo this
/// @param directMeasurement whether packets ask the reflector for what it counted (RFC 8972 §4.5):
///        the direction of loss then does not hang on its sequence numbers, and what a stateless
///        reflector received, or a stateful one would not answer, is known too
/// @param overlap rounds of one path in flight at once, 1 to [#OVERLAP_MAX]: they take turns at as
///        many sessions, so that each round's replies find it and each session's rounds follow one
///        another
public record StampProfile(int packets, Duration spread, Duration timeout, boolean stateful,
        int flows, boolean directMeasurement, int overlap) {

    /// The most packets in a round.
    public static final int PACKETS_MAX = Burst.PACKETS_MAX;
    /// The most flows: each costs a socket for each vantage.
    public static final int FLOWS_MAX = Burst.FLOWS_MAX;
    /// The most rounds of a path in flight; one more that is due is skipped.
    public static final int OVERLAP_MAX = 8;

    public StampProfile {
        if (overlap < 1 || overlap > OVERLAP_MAX) {
            throw new IllegalArgumentException(
                    "overlap must be 1 to " + OVERLAP_MAX + ", got " + overlap);
        }
        var _ = new Burst(packets, spread, timeout, flows);
    }

    /// By one flow.
    public StampProfile(int packets, Duration spread, Duration timeout, boolean stateful) {
        this(packets, spread, timeout, stateful, 1, false, 1);
    }

    /// Against a stateful reflector, by one flow.
    public StampProfile(int packets, Duration spread, Duration timeout) {
        this(packets, spread, timeout, true);
    }

    public StampProfile withFlows(int wanted) {
        return new StampProfile(packets, spread, timeout, stateful, wanted, directMeasurement,
                overlap);
    }

    public StampProfile withDirectMeasurement(boolean wanted) {
        return new StampProfile(packets, spread, timeout, stateful, flows, wanted, overlap);
    }

    /// For rounds begun every `every`: a round whose end falls on the beginning of another is still
    /// in flight then.
    public StampProfile every(Duration every) {
        long rounds = 1 + total().dividedBy(every);
        return new StampProfile(packets, spread, timeout, stateful, flows, directMeasurement,
                (int) Math.min(rounds, OVERLAP_MAX));
    }

    /// Session identifiers a path takes.
    public int sessions() {
        return flows * overlap;
    }

    Burst burst() {
        return new Burst(packets, spread, timeout, flows);
    }

    /// The longest a round can take.
    public Duration total() {
        return burst().total();
    }

    int flowOf(int packet) {
        return packet % flows;
    }
}

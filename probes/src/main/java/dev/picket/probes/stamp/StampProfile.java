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
public record StampProfile(int packets, Duration spread, Duration timeout, boolean stateful,
        int flows, boolean directMeasurement) {

    /// The most packets in a round.
    public static final int PACKETS_MAX = Burst.PACKETS_MAX;
    /// The most flows: each costs a socket for each vantage.
    public static final int FLOWS_MAX = Burst.FLOWS_MAX;

    public StampProfile {
        var _ = new Burst(packets, spread, timeout, flows);
    }

    /// By one flow.
    public StampProfile(int packets, Duration spread, Duration timeout, boolean stateful) {
        this(packets, spread, timeout, stateful, 1, false);
    }

    /// Against a stateful reflector, by one flow.
    public StampProfile(int packets, Duration spread, Duration timeout) {
        this(packets, spread, timeout, true);
    }

    public StampProfile withFlows(int wanted) {
        return new StampProfile(packets, spread, timeout, stateful, wanted, directMeasurement);
    }

    public StampProfile withDirectMeasurement(boolean wanted) {
        return new StampProfile(packets, spread, timeout, stateful, flows, wanted);
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

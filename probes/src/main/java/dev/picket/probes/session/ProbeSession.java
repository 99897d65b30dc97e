package dev.picket.probes.session;

import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import java.nio.ByteBuffer;
import java.util.List;

/// One probe in flight, as a pure state machine: time and bytes in, [Action]s out. It never reads a
/// clock and never touches a socket; the caller owns both, and calls from one thread.
///
/// After an [Action.Finish] no method is called again but [#passedStages].
public interface ProbeSession {

    /// What tells this session's replies from those of others on the same socket; see
    /// [Demultiplexer]. Constant for the life of the session.
    long token();

    /// How many tokens it has: [#token] and those that follow it.
    default int tokens() {
        return 1;
    }

    List<Action> start(MonotonicInstant now);

    /// Packet number `packet` was handed to the network at `at`.
    List<Action> sent(MonotonicInstant at, int packet);

    /// The kernel's transmit stamp of packet number `packet`: mostly after `sent` and before a
    /// reply, perhaps after the reply, perhaps never.
    default void stamped(MonotonicInstant at, int packet) {}

    /// Packet number `packet` was refused on this machine, or the network answered it with an ICMP
    /// error; -1 where the packet is not known.
    List<Action> refused(MonotonicInstant at, int packet, Refusal refusal);

    /// The network answered a packet with an ICMP error.
    ///
    /// @param quoted what the error quotes of that packet, from behind its UDP header or, where it
    ///        is ICMP, from its ICMP header on; mostly all of it, perhaps nothing. Valid only
    ///        during the call
    default List<Action> unreachable(MonotonicInstant at, NetworkError error, ByteBuffer quoted) {
        return refused(at, -1, error.refusal());
    }

    /// How the datagram that [#received] is given next arrived.
    default void header(IpHeader header) {}

    /// A datagram with this session's token arrived at `at`, a stamp of `source`. The buffer is
    /// valid only during the call.
    List<Action> received(MonotonicInstant at, ClockSource source, ByteBuffer datagram);

    /// The time asked for by the last [Action.WakeAt] has come.
    List<Action> expired(MonotonicInstant now);

    /// The stages passed so far, for those who watch; a session that has none to tell has none.
    default List<StageTiming> passedStages() {
        return List.of();
    }
}

package dev.picket.probes.tunnel;

import dev.picket.model.time.MonotonicInstant;
import java.util.List;
import java.util.Map;

/// One stage of a ladder, as a state machine.
interface Rung {

    /// Begins it; it ends by `deadline`.
    Turn start(MonotonicInstant now, MonotonicInstant deadline);

    /// A packet of this stage was handed to the network at `at`.
    default void sent(MonotonicInstant at, byte[] packet) {}

    /// A packet came for us out of the tunnel, from anybody in it.
    Turn received(MonotonicInstant now, Ipv6Packet packet);

    /// The wake of the last turn has come.
    Turn expired(MonotonicInstant now);

    /// A packet came after its end; what is to be sent in answer.
    default List<byte[]> afterwards(MonotonicInstant now, Ipv6Packet packet) {
        return List.of();
    }

    /// The ladder is over; what is to be sent so that nobody waits for us.
    default List<byte[]> abandon() {
        return List.of();
    }

    /// What was measured, for the run's record.
    Map<String, String> details();
}

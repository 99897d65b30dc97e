package dev.picket.probes.tunnel;

import dev.picket.model.time.MonotonicInstant;
import java.util.Map;

/// One stage of a ladder, as a state machine. After its end it is not called again.
interface Rung {

    /// Begins it; it ends by `deadline`.
    Turn start(MonotonicInstant now, MonotonicInstant deadline);

    /// A packet of this stage was handed to the network at `at`.
    default void sent(MonotonicInstant at, byte[] packet) {}

    /// A packet came for us out of the tunnel, from anybody in it.
    Turn received(MonotonicInstant now, Ipv6Packet packet);

    /// The wake of the last turn has come.
    Turn expired(MonotonicInstant now);

    /// What was measured, for the run's record.
    Map<String, String> details();
}

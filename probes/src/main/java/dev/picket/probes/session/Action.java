package dev.picket.probes.session;

import dev.picket.model.time.MonotonicInstant;
import java.nio.ByteBuffer;

/// What a session asks of its caller.
public sealed interface Action {

    /// Send these bytes to the session's target. `packet` numbers the session's packets from 0.
    record Send(int packet, ByteBuffer bytes) implements Action {}

    /// Call `expired` at this time; replaces an earlier wish.
    record WakeAt(MonotonicInstant at) implements Action {}

    /// The session is over.
    record Finish(SessionReport report) implements Action {}
}

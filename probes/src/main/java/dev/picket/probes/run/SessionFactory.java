package dev.picket.probes.run;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.ProbeSession;
import java.time.Instant;

/// Opens the sessions of one path, one per run. It may keep state from run to run; it is called on
/// the plane's thread only.
public interface SessionFactory {

    /// A session for the run `runId`. `now` and `wall` are the same moment on the two clocks.
    ProbeSession open(String runId, MonotonicInstant now, Instant wall);

    /// The last run's losses were made by this machine: what was learnt from them about the path
    /// must not be carried into the next run.
    default void spoiled() {}
}

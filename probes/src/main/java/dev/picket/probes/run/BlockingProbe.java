package dev.picket.probes.run;

import dev.picket.probes.session.SessionReport;

/// A probe that blocks its thread, such as one over HTTP. Runs may overlap.
public interface BlockingProbe {

    /// Runs the probe once. Failures are outcomes; an interruption means the prober is stopping.
    SessionReport run(String runId) throws InterruptedException;
}

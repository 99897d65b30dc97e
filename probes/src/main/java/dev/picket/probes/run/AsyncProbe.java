package dev.picket.probes.run;

import dev.picket.probes.net.NetLoops;
import dev.picket.probes.session.SessionReport;
import java.util.function.Consumer;

/// A probe that runs on the event loops and blocks no thread. Runs may overlap.
public interface AsyncProbe {

    /// Begins a run. `finished` is called once, from an event loop; failures are outcomes.
    void begin(NetLoops loops, String runId, Consumer<SessionReport> finished);
}

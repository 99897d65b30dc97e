package dev.picket.probes.run;

import dev.picket.model.result.StageTiming;
import dev.picket.probes.net.NetLoops;
import dev.picket.probes.session.SessionReport;
import java.util.function.Consumer;

/// A probe that runs on the event loops and blocks no thread. Runs may overlap.
public interface AsyncProbe {

    /// Begins a run. `finished` is called once, from an event loop; failures are outcomes.
    void begin(NetLoops loops, String runId, Consumer<SessionReport> finished);

    /// The same probe, which tells each stage as a run passes it, on the run's event loop; one
    /// that cannot tells them with its report alone.
    default AsyncProbe telling(Consumer<StageTiming> stages) {
        return this;
    }
}

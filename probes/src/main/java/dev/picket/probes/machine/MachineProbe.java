package dev.picket.probes.machine;

import dev.picket.model.time.Clock;
import dev.picket.probes.run.BlockingProbe;
import dev.picket.probes.session.SessionReport;

/// Creates a Machine, waits until it has started, destroys it. Blocks; meant for a virtual thread.
///
/// Success is a Machine that **started**: an answer of 200 to create has been seen to be followed
/// by hours in the state `created`.
public final class MachineProbe implements BlockingProbe {

    private final MachineTarget target;
    private final MachineCalls api;
    private final Clock clock;
    private final MachinePacing pacing;

    public MachineProbe(MachineTarget target, Clock clock, MachinePacing pacing) {
        this(target, new MachinesApi(target.place()), clock, pacing);
    }

    /// A probe whose calls go through `api`.
    public MachineProbe(MachineTarget target, MachineCalls api, Clock clock,
            MachinePacing pacing) {
        this.target = target;
        this.api = api;
        this.clock = clock;
        this.pacing = pacing;
    }

    public MachineProbe(MachineTarget target, Clock clock) {
        this(target, clock, MachinePacing.DEFAULT);
    }

    @Override
    public SessionReport run(String runId) throws InterruptedException {
        RunRecord record = new RunRecord(target, runId, clock.monotonic());
        return new MachineRun(target, api, pacing, clock).run(record);
    }
}

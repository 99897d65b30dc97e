package dev.picket.probes.run;

import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.net.NetLoops;
import dev.picket.probes.session.SessionReport;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs in flight on the event loops; reports come back on the plane's thread. Runs of one path may
/// overlap: a slow target is then seen as slow in every round, instead of being asked less often.
final class AsyncRuns {

    /// Runs in flight; beyond it a run is skipped. Each may hold a connection.
    static final int RUNS_MAX = 2_048;
    /// Runs in flight against one target, from all vantages of this process.
    static final int RUNS_PER_TARGET_MAX = 64;

    private final DatagramPlane plane;
    private final Map<String, Integer> inFlight = new HashMap<>();
    private int inAll;
    private @Nullable NetLoops loops;
    private boolean closed;

    AsyncRuns(DatagramPlane plane) {
        this.plane = plane;
    }

    /// Begins a run on the plane's thread; false where too many are in flight.
    boolean begin(ProbePlan.AsyncPlan plan, String runId, Consumer<SessionReport> finished) {
        String target = plan.path().target();
        int ofTarget = inFlight.getOrDefault(target, 0);
        if (closed || inAll >= RUNS_MAX || ofTarget >= RUNS_PER_TARGET_MAX) {
            return false;
        }
        inAll++;
        inFlight.put(target, ofTarget + 1);
        plan.probe().begin(loops(), runId, report -> plane.execute(() -> {
            inAll--;
            inFlight.computeIfPresent(target, (_, runs) -> runs > 1 ? runs - 1 : null);
            finished.accept(report);
        }));
        return true;
    }

    /// The loops are opened with the first run: most probers need none.
    private NetLoops loops() {
        NetLoops open = loops;
        if (open == null) {
            open = NetLoops.open();
            loops = open;
        }
        return open;
    }

    /// No run begins from here on. On the plane's thread.
    void close() {
        closed = true;
    }

    /// Ends the loops, and with them the runs in flight, without a report. After [#close], off the
    /// plane's thread.
    void closeLoops() {
        NetLoops open = loops;
        if (open != null) {
            open.close();
        }
    }
}

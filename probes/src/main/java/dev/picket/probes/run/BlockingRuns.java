package dev.picket.probes.run;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.session.SessionReport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Blocking probes in flight, each on a virtual thread; reports come back on the plane's thread.
final class BlockingRuns {

    /// Runs in flight; beyond it a run is skipped.
    static final int RUNS_MAX = 128;

    private static final Logger LOG = LoggerFactory.getLogger(BlockingRuns.class);

    private final DatagramPlane plane;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private int inFlight;

    BlockingRuns(DatagramPlane plane, Clock clock) {
        this.plane = plane;
        this.clock = clock;
    }

    /// Begins a run on the plane's thread; false where too many are in flight.
    boolean begin(BlockingProbe probe, String runId, Consumer<SessionReport> finished) {
        if (inFlight >= RUNS_MAX || threads.isShutdown()) {
            return false;
        }
        inFlight++;
        threads.execute(() -> {
            SessionReport report = runOne(probe, runId);
            plane.execute(() -> {
                inFlight--;
                finished.accept(report);
            });
        });
        return true;
    }

    private SessionReport runOne(BlockingProbe probe, String runId) {
        MonotonicInstant begun = clock.monotonic();
        try {
            return probe.run(runId);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return couldNotTell(begun, LocalFaultCode.LOCAL_CANCELLED);
        } catch (RuntimeException e) {
            LOG.error("run {} ended by a defect of the prober", runId, e);
            return couldNotTell(begun, LocalFaultCode.LOCAL_CANCELLED);
        }
    }

    private SessionReport couldNotTell(MonotonicInstant begun, LocalFaultCode code) {
        return new SessionReport(new Outcome.CouldNotTell(new LocalFault(code, 1, "")),
                clock.monotonic().nanosSince(begun), ClockSource.USER, List.of(),
                PacketOutcomes.NONE, Map.of());
    }

    void close() {
        threads.shutdownNow();
    }
}

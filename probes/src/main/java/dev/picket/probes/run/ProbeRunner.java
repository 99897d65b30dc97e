package dev.picket.probes.run;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.LocalLosses;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.NotPermittedException;
import dev.picket.probes.session.Demultiplexer;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs probe plans and makes probe results of what happened; tells each vantage's health once per
/// tick. Everything but opening and closing happens on the datagram plane's thread; results of
/// blocking probes are brought there too.
public final class ProbeRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeRunner.class);

    private final DatagramPlane plane;
    private final Clock clock;
    private final ProberOutput output;
    private final Map<String, VantageWindow> windows = new TreeMap<>();
    private final Map<String, Map<ProbeKind, VantageSocket>> sockets = new HashMap<>();
    /// Kinds whose sockets this process may not have, and what would allow them.
    private final Map<ProbeKind, String> notPermitted = new EnumMap<>(ProbeKind.class);
    private final BlockingRuns blocking;
    private final AsyncRuns async;
    private final StartLimit starts;
    private final HealthTicks ticks;
    private final String runPrefix;
    private long runs;
    private boolean closed;

    private ProbeRunner(DatagramPlane plane, Clock clock, ProberSetup setup, ProberOutput output) {
        this.plane = plane;
        this.clock = clock;
        this.output = output;
        this.blocking = new BlockingRuns(plane, clock);
        this.async = new AsyncRuns(plane);
        this.starts = new StartLimit(setup.startsPerSecondMax());
        this.runPrefix = Long.toString(clock.wall().toEpochMilli(), Character.MAX_RADIX);
        this.ticks = new HealthTicks(plane, clock, setup.tick(), this::endWindows);
    }

    /// Opens a socket for each vantage and datagram kind, and begins to tell health. Call it off
    /// the plane's thread.
    public static ProbeRunner open(DatagramPlane plane, Clock clock, ProberSetup setup,
            ProberOutput output) throws IOException {
        ProbeRunner runner = new ProbeRunner(plane, clock, setup, output);
        try {
            runner.openSockets(setup);
        } catch (IOException e) {
            runner.close();
            throw e;
        }
        runner.ticks.start();
        return runner;
    }

    private void openSockets(ProberSetup setup) throws IOException {
        for (Map.Entry<String, InetAddress> bind : setup.binds().entrySet()) {
            VantageWindow window = new VantageWindow(bind.getKey());
            windows.put(bind.getKey(), window);
            Map<ProbeKind, VantageSocket> ofVantage = new HashMap<>();
            sockets.put(bind.getKey(), ofVantage);
            for (Map.Entry<ProbeKind, Demultiplexer> kind : setup.demultiplexers().entrySet()) {
                VantageSocket.Place place = new VantageSocket.Place(bind.getValue(),
                        kind.getKey(), kind.getValue(), window);
                try {
                    ofVantage.put(kind.getKey(), new VantageSocket(plane, setup, place));
                } catch (NotPermittedException e) {
                    LOG.warn("{}: no probes by {}: {}", bind.getKey(), kind.getKey().label(),
                            e.getMessage());
                    notPermitted.put(kind.getKey(), String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /// Does `due` now, or skips it where it is too late. On the plane's thread.
    public void run(DueRun due) {
        VantageWindow window = windows.get(due.plan().path().vantage());
        if (window == null) {
            throw new IllegalArgumentException("no such vantage here: " + due.plan().path());
        }
        if (closed) {
            return;
        }
        window.due();
        MonotonicInstant now = clock.monotonic();
        long lateness = now.nanosSince(due.due());
        window.begunLate(lateness);
        if (lateness > due.lateNanosMax()) {
            skip(due, LocalFaultCode.LOCAL_LATE, "begun too late");
            return;
        }
        if (!starts.take(now)) {
            skip(due, LocalFaultCode.LOCAL_START_LIMIT, "");
            return;
        }
        String runId = nextRunId(due.plan().path().vantage());
        switch (due.plan()) {
            case ProbePlan.DatagramPlan plan -> runSession(due, plan, runId);
            case ProbePlan.BlockingPlan plan -> {
                Begun begun = new Begun(clock.wall(), lateness);
                skipUnless(due, blocking.begin(plan.probe(), runId,
                        report -> tell(due, begun, runId, report)));
            }
            case ProbePlan.AsyncPlan plan -> {
                Begun begun = new Begun(clock.wall(), lateness);
                skipUnless(due, async.begin(plan, runId,
                        report -> tell(due, begun, runId, report)));
            }
        }
    }

    private void skipUnless(DueRun due, boolean begun) {
        if (!begun) {
            skip(due, LocalFaultCode.LOCAL_QUEUE_FULL, "too many runs in flight");
        }
    }

    private String nextRunId(String vantage) {
        runs++;
        return vantage + "-" + runPrefix + "-" + Long.toString(runs, Character.MAX_RADIX);
    }

    private void runSession(DueRun due, ProbePlan.DatagramPlan plan, String runId) {
        VantageSocket socket = sockets.getOrDefault(plan.path().vantage(), Map.of())
                .get(plan.path().kind());
        String missing = notPermitted.get(plan.path().kind());
        if (socket == null && missing != null) {
            tell(due, new Begun(clock.wall(), 0), runId, notPermitted(missing));
            return;
        }
        if (socket == null) {
            throw new IllegalArgumentException("no socket for " + plan.path());
        }
        MonotonicInstant now = clock.monotonic();
        Instant wall = clock.wall();
        long drops = socket.recentDrops(now);
        if (plan.flows() > socket.flows()) {
            throw new IllegalArgumentException(plan.flows() + " flows for " + plan.path()
                    + ", but its vantage has " + socket.flows());
        }
        ProbeSession session = plan.factory().open(runId, now, wall);
        LiveRun run = new LiveRun(session, plan,
                new LiveRun.Surroundings(plane, clock, socket, (ended, report) -> {
                    socket.ended(ended);
                    countIfSkipped(due, report);
                    // Where nothing is missing nobody needs to know to the last moment.
                    long dropsNow = LocalJudgement.showsLoss(report)
                            ? socket.receiveDrops()
                            : socket.recentDrops(clock.monotonic());
                    LocalJudgement judgement = new LocalJudgement(dropsNow - drops,
                            plane.longestStallNanos(now), socket.receiveBufferBytes());
                    SessionReport judged = judgement.judge(report);
                    if (!judged.equals(report)) {
                        plan.factory().spoiled();
                    }
                    LocalLosses losses = LocalJudgement.losses(judged);
                    socket.countLosses(losses);
                    output.results().accept(result(due, wall, runId,
                            socket.withPorts(judged, plan.flows()),
                            health(due, now, judgement).withLosses(losses)));
                }));
        if (!socket.begin(run)) {
            skip(due, LocalFaultCode.LOCAL_LATE, "the run before is still in flight");
        }
    }

    private static SessionReport notPermitted(String missing) {
        return new SessionReport(new Outcome.CouldNotTell(
                new LocalFault(LocalFaultCode.LOCAL_NO_PERMISSION, 1, missing)), 0,
                ClockSource.USER, List.of(), PacketOutcomes.NONE, Map.of());
    }

    /// A session that never got to send is a skipped run, as one that was not begun.
    private void countIfSkipped(DueRun due, SessionReport report) {
        VantageWindow window = windows.get(due.plan().path().vantage());
        if (window != null && report.outcome() instanceof Outcome.Skipped(var reason)) {
            window.skipped(reason.code());
        }
    }

    private static ProberHealth health(DueRun due, MonotonicInstant begun,
            LocalJudgement judgement) {
        return new ProberHealth(1, 0, judgement.receiveDrops(), 0, begun.nanosSince(due.due()),
                judgement.stallNanos(), 0);
    }

    /// When a run was begun, and how long after its time that was.
    private record Begun(Instant at, long lateNanos) {}

    private void tell(DueRun due, Begun begun, String runId, SessionReport report) {
        ProberHealth health = new ProberHealth(1, 0, 0, 0, begun.lateNanos(), 0, 0);
        output.results().accept(result(due, begun.at(), runId, report, health));
    }

    private static ProbeResult result(DueRun due, Instant begun, String runId,
            SessionReport report, ProberHealth health) {
        return new ProbeResult(due.plan().path(), runId, due.scheduledAt(), begun,
                report.durationNanos(), report.clockSource(), report.stages(), report.packets(),
                report.outcome(), health, report.details());
    }

    /// Tells of a run that is not begun. It is counted as due and as skipped.
    private void skip(DueRun due, LocalFaultCode code, String detail) {
        VantageWindow window = windows.get(due.plan().path().vantage());
        if (window != null) {
            window.skipped(code);
        }
        SessionReport report = new SessionReport(
                new Outcome.Skipped(new LocalFault(code, 1, detail)), 0, ClockSource.USER,
                List.of(), PacketOutcomes.NONE, Map.of());
        ProberHealth health = new ProberHealth(1, 1, 0, 0,
                Math.max(0, clock.monotonic().nanosSince(due.due())), 0, 0);
        output.results().accept(result(due, clock.wall(),
                nextRunId(due.plan().path().vantage()), report, health));
    }

    private void endWindows(HealthTicks.Ended ended) {
        sockets.values().forEach(
                ofVantage -> ofVantage.values().forEach(VantageSocket::receiveDrops));
        windows.values().forEach(window -> output.rounds().accept(
                window.close(ended)));
    }

    /// Ends every run without a verdict and closes the sockets; the plane stays open.
    @Override
    public void close() {
        Runnable closing = () -> {
            closed = true;
            async.close();
            ticks.stop();
            sockets.values()
                    .forEach(ofVantage -> ofVantage.values().forEach(VantageSocket::close));
        };
        blocking.close();
        PlaneCalls.runAndWait(plane, closing, Duration.ofSeconds(5));
        async.closeLoops();
    }
}

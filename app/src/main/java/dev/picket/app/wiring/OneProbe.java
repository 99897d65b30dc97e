package dev.picket.app.wiring;

import dev.picket.model.failure.FailureText;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.platform.time.SystemClock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.DatagramPlanes;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.ProbeRunner;
import dev.picket.probes.run.ProberOutput;
import dev.picket.probes.run.ProberSetup;
import dev.picket.probes.run.SessionFactory;
import dev.picket.probes.session.ProbeSession;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One run of one path, now, by the runner that scheduled runs go through.
public final class OneProbe {

    /// A run ends itself within its timeout; this is for one that does not.
    private static final long WAIT_SECONDS_MAX = 300;
    private static final Duration LATE_MAX = Duration.ofSeconds(30);

    private OneProbe() {}

    /// The result of probing `path`, which must be in `groups`; `stages` is told what happens.
    public static ProbeResult run(List<ProbeGroup> groups, ProberSetup setup, Path path,
            Consumer<String> stages) throws CannotStart, InterruptedException {
        ProbePlan plan = groups.stream().flatMap(group -> group.plans().stream())
                .filter(candidate -> candidate.path().equals(path)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no plan for " + path));
        List<ProbeResult> results = new ArrayList<>(1);
        run(List.of(watched(plan, stages)), only(setup, path.vantage()),
                Duration.ofSeconds(WAIT_SECONDS_MAX), results::add);
        if (results.isEmpty()) {
            throw CannotStart.machine("the probe did not end within " + WAIT_SECONDS_MAX
                    + " s, nothing is known of the target");
        }
        return results.getFirst();
    }

    /// Probes all of `groups` side by side and hands each result on as it comes; what has not ended
    /// after `budget` is given up.
    public static void sideBySide(List<ProbeGroup> groups, ProberSetup setup, Duration budget,
            Consumer<ProbeResult> results) throws CannotStart, InterruptedException {
        run(groups.stream().flatMap(group -> group.plans().stream()).toList(), setup, budget,
                results);
    }

    private static void run(List<ProbePlan> plans, ProberSetup setup, Duration budget,
            Consumer<ProbeResult> told) throws CannotStart, InterruptedException {
        Clock clock = SystemClock.system();
        BlockingQueue<ProbeResult> results = new ArrayBlockingQueue<>(Math.max(1, plans.size()));
        try (DatagramPlane plane = DatagramPlanes.open(clock, "probe");
                ProbeRunner runner = ProbeRunner.open(plane, clock, setup,
                        new ProberOutput(results::offer, _ -> {
                        }))) {
            MonotonicInstant begun = clock.monotonic();
            for (ProbePlan plan : plans) {
                DueRun due = new DueRun(plan, clock.wall(), begun, LATE_MAX.toNanos());
                plane.execute(() -> runner.run(due));
            }
            for (int i = 0; i < plans.size(); i++) {
                ProbeResult result = results.poll(
                        budget.toNanos() - clock.monotonic().nanosSince(begun),
                        TimeUnit.NANOSECONDS);
                if (result == null) {
                    return;
                }
                told.accept(result);
            }
        } catch (IOException e) {
            throw CannotStart.machine("the source address of "
                    + String.join(", ", setup.binds().keySet()) + " cannot be bound: "
                    + e.getMessage() + "; it must be an address of this machine");
        }
    }

    private static ProberSetup only(ProberSetup setup, String vantage) {
        InetAddress bind = setup.binds().get(vantage);
        return new ProberSetup(bind == null ? Map.of() : Map.of(vantage, bind),
                setup.demultiplexers(), setup.flows(), setup.receiveBufferBytes(),
                setup.startsPerSecondMax(), setup.tick());
    }

    private static ProbePlan watched(ProbePlan plan, Consumer<String> stages) {
        return switch (plan) {
            case ProbePlan.DatagramPlan datagrams -> new ProbePlan.DatagramPlan(datagrams.path(),
                    datagrams.remote(), datagrams.timeout(), datagrams.flows(),
                    new WatchedSessions(datagrams.factory(), stages));
            case ProbePlan.BlockingPlan blocking -> blocking;
            case ProbePlan.AsyncPlan async -> new ProbePlan.AsyncPlan(async.path(),
                    async.probe().telling(stage -> stages.accept(stage.stage() + " passed in "
                            + FailureText.duration(stage.spentNanos()))));
        };
    }

    private record WatchedSessions(SessionFactory sessions, Consumer<String> stages)
            implements
                SessionFactory {
        @Override
        public ProbeSession open(String runId, MonotonicInstant now, Instant wall) {
            return new WatchedSession(sessions.open(runId, now, wall), now, stages);
        }

        @Override
        public void spoiled() {
            sessions.spoiled();
        }
    }
}

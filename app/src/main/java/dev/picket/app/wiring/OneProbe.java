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
        Clock clock = SystemClock.system();
        BlockingQueue<ProbeResult> results = new ArrayBlockingQueue<>(1);
        try (DatagramPlane plane = DatagramPlanes.open(clock, "probe");
                ProbeRunner runner = ProbeRunner.open(plane, clock, only(setup, path.vantage()),
                        new ProberOutput(results::offer, _ -> {
                        }))) {
            DueRun due = new DueRun(watched(plan, stages), clock.wall(), clock.monotonic(),
                    LATE_MAX.toNanos());
            plane.execute(() -> runner.run(due));
            ProbeResult result = results.poll(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
            if (result == null) {
                throw CannotStart.machine("the probe did not end within " + WAIT_SECONDS_MAX
                        + " s, nothing is known of the target");
            }
            return result;
        } catch (IOException e) {
            throw CannotStart.machine("the source address of " + path.vantage()
                    + " cannot be bound: " + e.getMessage()
                    + "; it must be an address of this machine");
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

package dev.picket.probes.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.datagram.BoundSocket;
import dev.picket.probes.datagram.SendListener;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.stamp.StampDemultiplexer;
import dev.picket.probes.stamp.StampPacket;
import dev.picket.probes.stamp.StampPath;
import dev.picket.probes.stamp.StampProfile;
import dev.picket.probes.stamp.StampReflector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeRunnerSessionsTest {

    private static final long MILLI_NANOS = 1_000_000L;
    private static final long SECOND_NANOS = 1_000 * MILLI_NANOS;
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final StampProfile PROFILE = new StampProfile(10, Duration.ofMillis(100),
            Duration.ofMillis(200));
    private static final InetSocketAddress REFLECTOR = new InetSocketAddress("203.0.113.9", 862);

    private final ManualPlane plane = new ManualPlane();
    private final List<ProbeResult> results = new ArrayList<>();
    private final List<ProberRound> rounds = new ArrayList<>();
    private final ProbePlan plan = StampPath.plan(new Path("sjc", "sin-edge1", ProbeKind.STAMP),
            REFLECTOR, 1, PROFILE);
    private final ProbeRunner runner;

    ProbeRunnerSessionsTest() throws IOException {
        runner = open();
    }

    private ProbeRunner open() throws IOException {
        ProberSetup setup = new ProberSetup(
                Map.of("sjc", InetAddress.getByName("198.51.100.1")),
                Map.of(ProbeKind.STAMP, new StampDemultiplexer()), 2_304, TICK);
        return ProbeRunner.open(plane, plane, setup,
                new ProberOutput(results::add, rounds::add));
    }

    @BeforeEach
    void reflect() throws IOException {
        for (InetSocketAddress local : List.of(REFLECTOR)) {
            var _ = ResponderService.open(plane, plane,
                    new ResponderService.Binding(local, 1 << 20), new StampReflector(862));
        }
    }

    private void run(ProbePlan which) {
        runner.run(new DueRun(which, plane.wall(), plane.monotonic(), 500 * MILLI_NANOS));
    }

    @Test
    void countsASessionThatNeverGotToSendAsSkipped() {
        ProbePlan idle = new ProbePlan.DatagramPlan(new Path("sjc", "idle", ProbeKind.STAMP),
                REFLECTOR, Duration.ofSeconds(1), (_, _, _) -> new NeverSends());
        run(idle);
        plane.advance(TICK.toNanos());

        assertThat(results).hasSize(1);
        assertThat(rounds.getFirst().health().due()).isEqualTo(1);
        assertThat(rounds.getFirst().health().skipped()).isEqualTo(1);
    }

    /// A session whose first time to send has passed when it is started.
    private record NeverSends() implements ProbeSession {
        @Override
        public long token() {
            return 9;
        }

        @Override
        public List<Action> start(MonotonicInstant now) {
            return List.of(new Action.Finish(new SessionReport(
                    new Outcome.Skipped(new LocalFault(LocalFaultCode.LOCAL_LATE, 1, "")), 0,
                    ClockSource.USER, List.of(), PacketOutcomes.NONE, Map.of())));
        }

        @Override
        public List<Action> sent(MonotonicInstant at, int packet) {
            return List.of();
        }

        @Override
        public List<Action> refused(MonotonicInstant at, int packet, Refusal refusal) {
            return List.of();
        }

        @Override
        public List<Action> received(MonotonicInstant at, ClockSource source, ByteBuffer datagram) {
            return List.of();
        }

        @Override
        public List<Action> expired(MonotonicInstant now) {
            return List.of();
        }
    }

    @Test
    void takesRepliesOnlyFromTheAddressItAsked() {
        List<String> heard = new ArrayList<>();
        ByteBuffer reply = StampPacket.reply(new StampPacket.Request(0, 0, 0, 9), 0,
                Instant.EPOCH);
        BoundSocket stranger = plane.bind(new InetSocketAddress("203.0.113.66", 862), 1,
                (_, _) -> {});
        BoundSocket asked = plane.bind(new InetSocketAddress("203.0.113.67", 862), 1,
                (_, _) -> {});
        // The first port the plane of this test gives.
        InetSocketAddress prober = new InetSocketAddress("198.51.100.1", 50_001);
        run(new ProbePlan.DatagramPlan(new Path("sjc", "listening", ProbeKind.STAMP),
                asked.local(), Duration.ofSeconds(1), (_, _, _) -> new Listens(heard)));

        stranger.send(prober, reply, SendListener.NONE);
        plane.advance(10 * MILLI_NANOS);
        assertThat(heard).isEmpty();

        asked.send(prober, reply, SendListener.NONE);
        plane.advance(10 * MILLI_NANOS);
        assertThat(heard).containsExactly("44 octets");
    }

    @Test
    void heedsOnlyASessionsLastWishToBeWoken() {
        List<String> heard = new ArrayList<>();
        run(new ProbePlan.DatagramPlan(new Path("sjc", "wishing", ProbeKind.STAMP), REFLECTOR,
                Duration.ofSeconds(1), (_, _, _) -> new Listens(heard)));

        plane.advance(SECOND_NANOS);

        assertThat(heard).containsExactly("woken at 200 ms");
    }

    @Test
    void tellsThePathThatLossesWereNotItsOwn() {
        List<String> spoiled = new ArrayList<>();
        SessionFactory inner = ((ProbePlan.DatagramPlan) plan).factory();
        run(new ProbePlan.DatagramPlan(plan.path(), REFLECTOR, PROFILE.total(),
                new SessionFactory() {
                    @Override
                    public ProbeSession open(String runId, MonotonicInstant now,
                            Instant wall) {
                        return inner.open(runId, now, wall);
                    }

                    @Override
                    public void spoiled() {
                        spoiled.add("spoiled");
                    }
                }));
        plane.lost = REFLECTOR::equals;
        plane.drop("198.51.100.1", 1);
        plane.advance(SECOND_NANOS);

        assertThat(spoiled).containsExactly("spoiled");
    }

    /// A session that writes down what happens to it. It wishes to be woken after 100 ms, then
    /// after 200 ms instead.
    private record Listens(List<String> heard) implements ProbeSession {
        @Override
        public long token() {
            return 9;
        }

        @Override
        public List<Action> start(MonotonicInstant now) {
            return List.of(new Action.WakeAt(now.plusNanos(100 * MILLI_NANOS)),
                    new Action.WakeAt(now.plusNanos(200 * MILLI_NANOS)));
        }

        @Override
        public List<Action> sent(MonotonicInstant at, int packet) {
            return List.of();
        }

        @Override
        public List<Action> refused(MonotonicInstant at, int packet, Refusal refusal) {
            return List.of();
        }

        @Override
        public List<Action> received(MonotonicInstant at, ClockSource source, ByteBuffer datagram) {
            heard.add(datagram.remaining() + " octets");
            return List.of();
        }

        @Override
        public List<Action> expired(MonotonicInstant now) {
            heard.add("woken at " + now.nanos() / MILLI_NANOS + " ms");
            return List.of();
        }
    }
}

package dev.picket.probes.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.stamp.StampDemultiplexer;
import dev.picket.probes.stamp.StampPath;
import dev.picket.probes.stamp.StampProfile;
import dev.picket.probes.stamp.StampReflector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeRunnerTest {

    private static final long MILLI_NANOS = 1_000_000L;
    private static final long SECOND_NANOS = 1_000 * MILLI_NANOS;
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final StampProfile PROFILE = new StampProfile(10, Duration.ofMillis(100),
            Duration.ofMillis(200));
    private static final InetSocketAddress REFLECTOR = new InetSocketAddress("203.0.113.9", 862);
    private static final InetSocketAddress OTHER = new InetSocketAddress("203.0.113.10", 862);

    private final ManualPlane plane = new ManualPlane();
    private final List<ProbeResult> results = new ArrayList<>();
    private final List<ProberRound> rounds = new ArrayList<>();
    private final ProbePlan plan = StampPath.plan(new Path("sjc", "sin-edge1", ProbeKind.STAMP),
            REFLECTOR, 1, PROFILE);
    private final ProbePlan other = StampPath.plan(new Path("sjc", "sin-edge2", ProbeKind.STAMP),
            OTHER, 2, PROFILE);
    private final ProbeRunner runner;

    ProbeRunnerTest() throws IOException {
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
        for (InetSocketAddress local : List.of(REFLECTOR, OTHER)) {
            var _ = ResponderService.open(plane, plane,
                    new ResponderService.Binding(local, 1 << 20), new StampReflector(862));
        }
    }

    private void run(ProbePlan which) {
        runner.run(new DueRun(which, plane.wall(), plane.monotonic(), 500 * MILLI_NANOS));
    }

    @Test
    void makesAResultOfARun() {
        plane.advance(SECOND_NANOS);
        var begun = plane.wall();
        run(plan);
        plane.advance(SECOND_NANOS);

        ProbeResult result = results.getFirst();
        assertThat(results).hasSize(1);
        assertThat(result.path()).isEqualTo(plan.path());
        assertThat(result.outcome()).isEqualTo(new Outcome.Good());
        assertThat(result.scheduledAt()).isEqualTo(begun);
        assertThat(result.sentAt()).isEqualTo(begun);
        assertThat(result.packets().received()).isEqualTo(10);
        assertThat(result.packets().roundTrips().maxNanos()).isEqualTo(2 * MILLI_NANOS);
        assertThat(result.health()).isEqualTo(new ProberHealth(1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void keepsTheRunsOfASocketApart() {
        plane.lost = OTHER::equals;
        run(plan);
        run(other);
        plane.advance(SECOND_NANOS);

        assertThat(results).extracting(result -> result.path().target())
                .containsExactly("sin-edge1", "sin-edge2");
        assertThat(results.get(0).outcome()).isEqualTo(new Outcome.Good());
        assertThat(codeOf(results.get(1))).isEqualTo(FailureCode.PATH_SILENT);
        assertThat(results).extracting(ProbeResult::runId).doesNotHaveDuplicates();
    }

    @Test
    void laysLossSeenWhileTheKernelDroppedAtTheProbersDoor() {
        run(plan);
        plane.advance(MILLI_NANOS);
        plane.lost = REFLECTOR::equals;
        plane.drop("198.51.100.1", 3);
        plane.advance(SECOND_NANOS);

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(new Outcome.CouldNotTell(new LocalFault(
                    LocalFaultCode.LOCAL_RECEIVE_DROP, 3, "receive buffer 2304 B")));
            assertThat(result.packets().lostHere()).isEqualTo(3);
            assertThat(result.health().receiveDrops()).isEqualTo(3);
            assertThat(Tallies.of(result, TICK)).isEmpty();
        });
    }

    @Test
    void dropsBeforeTheRunExcuseNothing() {
        plane.drop("198.51.100.1", 3);
        plane.lost = REFLECTOR::equals;
        run(plan);
        plane.advance(SECOND_NANOS);

        assertThat(codeOf(results.getFirst())).isEqualTo(FailureCode.PATH_SILENT);
    }

    @Test
    void dropsThatCostNothingLeaveAGoodRunGood() {
        run(plan);
        plane.drop("198.51.100.1", 3);
        plane.advance(SECOND_NANOS);

        assertThat(results.getFirst().outcome()).isEqualTo(new Outcome.Good());
    }

    @Test
    void laysLossSeenAroundALongStallAtTheProbersDoor() {
        plane.lost = REFLECTOR::equals;
        run(plan);
        plane.advance(50 * MILLI_NANOS);
        plane.standStill(251 * MILLI_NANOS);
        plane.advance(SECOND_NANOS);

        assertThat(results.getFirst().outcome())
                .isEqualTo(new Outcome.CouldNotTell(new LocalFault(LocalFaultCode.LOCAL_STALL, 1,
                        "for 251.0 ms")));
    }

    @Test
    void aShortStallExcusesNothing() {
        plane.lost = REFLECTOR::equals;
        run(plan);
        plane.advance(50 * MILLI_NANOS);
        plane.standStill(40 * MILLI_NANOS);
        plane.advance(SECOND_NANOS);

        assertThat(codeOf(results.getFirst())).isEqualTo(FailureCode.PATH_SILENT);
    }

    @Test
    void skipsARunThatIsTooLateAndCountsIt() {
        DueRun due = new DueRun(plan, plane.wall(), plane.monotonic(), 500 * MILLI_NANOS);
        plane.standStill(501 * MILLI_NANOS);
        runner.run(due);
        plane.advance(10 * SECOND_NANOS);

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Skipped.class,
                    skipped -> assertThat(skipped.reason().code())
                            .isEqualTo(LocalFaultCode.LOCAL_LATE));
            assertThat(Tallies.of(result, TICK)).isEmpty();
        });
        ProberHealth health = rounds.getFirst().health();
        assertThat(health.due()).isEqualTo(1);
        assertThat(health.skipped()).isEqualTo(1);
        assertThat(health.latenessMaxNanos()).isEqualTo(501 * MILLI_NANOS);
    }

    @Test
    void skipsARunWhosePredecessorIsStillInFlight() {
        run(plan);
        plane.advance(10 * MILLI_NANOS);
        run(plan);
        plane.advance(SECOND_NANOS);

        assertThat(results).extracting(result -> result.outcome().label())
                .containsExactly("skipped", "good");
    }

    @Test
    void aRefusalByThisMachineIsNotLossOfThePath() {
        plane.refused = REFLECTOR::equals;
        run(plan);
        plane.advance(10 * SECOND_NANOS);

        assertThat(results.getFirst().outcome()).isInstanceOfSatisfying(Outcome.CouldNotTell.class,
                told -> assertThat(told.fault().code()).isEqualTo(LocalFaultCode.LOCAL_FIREWALL));
        assertThat(rounds.getFirst().health().sendErrors()).isEqualTo(10);
        assertThat(rounds.getFirst().faults()).extracting(LocalFault::code)
                .containsExactly(LocalFaultCode.LOCAL_SEND_ERROR);
    }

    @Test
    void aClosedPortIsTold() {
        ProbePlan closed = StampPath.plan(new Path("sjc", "sin-edge3", ProbeKind.STAMP),
                new InetSocketAddress("203.0.113.11", 862), 3, PROFILE);
        run(closed);
        plane.advance(SECOND_NANOS);

        assertThat(codeOf(results.getFirst())).isEqualTo(FailureCode.PORT_UNREACHABLE);
    }

    @Test
    void tellsEachVantagesHealthOncePerTick() {
        run(plan);
        plane.advance(TICK.toNanos() / 2);
        plane.drop("198.51.100.1", 4);
        plane.standStill(300 * MILLI_NANOS);
        plane.wallMinusMonotonicNanos += 60 * MILLI_NANOS;
        plane.advance(2 * TICK.toNanos());

        // The wall clock begins at 1,767,225,600 s, the start of tick 176,722,560 of 10 s.
        assertThat(rounds).extracting(ProberRound::tick).startsWith(176_722_560L, 176_722_561L);
        assertThat(rounds.getFirst().health()).isEqualTo(
                new ProberHealth(1, 0, 4, 0, 0, 300 * MILLI_NANOS, 60 * MILLI_NANOS));
        assertThat(rounds.getFirst().faults()).extracting(LocalFault::code).containsExactly(
                LocalFaultCode.LOCAL_RECEIVE_DROP, LocalFaultCode.LOCAL_STALL,
                LocalFaultCode.LOCAL_CLOCK_STEP);
        assertThat(rounds.get(1)).isEqualTo(new ProberRound("sjc", 176_722_561L,
                ProberHealth.PERFECT, List.of()));
    }

    @Test
    void endsItsRunsWithoutAVerdictWhenItIsClosed() {
        run(plan);
        plane.advance(10 * MILLI_NANOS);
        runner.close();
        plane.advance(20 * SECOND_NANOS);

        assertThat(results).singleElement().satisfies(result -> assertThat(result.outcome())
                .isEqualTo(new Outcome.CouldNotTell(
                        new LocalFault(LocalFaultCode.LOCAL_CANCELLED, 1, ""))));
        assertThat(rounds).isEmpty();
    }

    private static FailureCode codeOf(ProbeResult result) {
        if (result.outcome() instanceof Outcome.Failed(var failure)) {
            return failure.code();
        }
        throw new AssertionError("not a failure: " + result.outcome());
    }
}

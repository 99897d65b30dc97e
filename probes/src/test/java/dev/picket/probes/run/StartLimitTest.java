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
import dev.picket.probes.session.SessionReport;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StartLimitTest {

    private static final long MILLI_NANOS = 1_000_000L;
    private static final long SECOND_NANOS = 1_000 * MILLI_NANOS;
    private static final long LATE_NANOS = 7 * MILLI_NANOS;
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final int SEED = 3;
    private static final LocalFault BEYOND = new LocalFault(LocalFaultCode.LOCAL_START_LIMIT, 1,
            "");

    private final ManualPlane plane = new ManualPlane();
    private final List<ProbeResult> results = new ArrayList<>();
    private final List<ProberRound> rounds = new ArrayList<>();

    @Test
    void noStretchOfASecondHoldsMoreStartsThanMayBe() {
        Random random = new Random(SEED);
        StartLimit limit = new StartLimit(7);
        List<Long> begun = new ArrayList<>();
        long now = Long.MAX_VALUE - 20 * SECOND_NANOS;
        for (int i = 0; i < 1_000; i++) {
            now += random.nextLong(random.nextInt(10) == 0 ? SECOND_NANOS : 50 * MILLI_NANOS);
            if (limit.take(new MonotonicInstant(now))) {
                begun.add(now);
            }
        }

        assertThat(begun).as("seed %d", SEED).hasSizeGreaterThan(100);
        boolean reached = false;
        for (int i = 7; i < begun.size(); i++) {
            long stretch = begun.get(i) - begun.get(i - 7);
            assertThat(stretch).as("start %d of seed %d", i, SEED)
                    .isGreaterThanOrEqualTo(SECOND_NANOS);
            reached |= stretch < SECOND_NANOS + 50 * MILLI_NANOS;
        }
        assertThat(reached).as("it is used up").isTrue();
    }

    @Test
    void runsBeyondItAreSkippedAndCountedWithTheirCause() throws IOException {
        ProbeRunner runner = ProbeRunner.open(plane, plane,
                new ProberSetup(Map.of("sjc", InetAddress.getByName("198.51.100.1"), "fra",
                        InetAddress.getByName("198.51.100.2")), Map.of(), Map.of(), 2_304, 3,
                        TICK),
                new ProberOutput(results::add, rounds::add));
        for (int i = 0; i < 20; i++) {
            run(runner, i % 2 == 0 ? "sjc" : "fra");
            plane.advance(100 * MILLI_NANOS);
        }
        plane.advance(10 * SECOND_NANOS);

        assertThat(results).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(results.get(i).health().latenessMaxNanos()).isEqualTo(LATE_NANOS);
            assertThat(results.get(i).outcome()).as("run %d", i).isEqualTo(i % 10 < 3
                    ? new Outcome.Good()
                    : new Outcome.Skipped(BEYOND));
        }
        told("fra", rounds.get(0), 8);
        told("sjc", rounds.get(1), 6);
    }

    private static void told(String vantage, ProberRound round, int skipped) {
        assertThat(round.vantage()).isEqualTo(vantage);
        assertThat(round.health().due()).isEqualTo(10);
        assertThat(round.health().skipped()).isEqualTo(skipped);
        assertThat(round.faults()).containsExactly(
                new LocalFault(LocalFaultCode.LOCAL_START_LIMIT, skipped, ""));
    }

    private void run(ProbeRunner runner, String vantage) {
        SessionReport good = new SessionReport(new Outcome.Good(), 1, ClockSource.USER, List.of(),
                PacketOutcomes.NONE, Map.of());
        runner.run(new DueRun(new ProbePlan.AsyncPlan(new Path(vantage, "web", ProbeKind.TCP),
                (_, _, told) -> told.accept(good)), plane.wall(),
                plane.monotonic().plusNanos(-LATE_NANOS),
                500 * MILLI_NANOS));
    }

    @Test
    void runsThatWereLateAreToldApartFromThem() {
        VantageWindow window = new VantageWindow("sjc");
        window.skipped(LocalFaultCode.LOCAL_START_LIMIT);
        window.skipped(LocalFaultCode.LOCAL_LATE);

        assertThat(window.close(1, 0, 0).faults()).extracting(LocalFault::code, LocalFault::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(LocalFaultCode.LOCAL_LATE, 1L),
                        org.assertj.core.groups.Tuple.tuple(LocalFaultCode.LOCAL_START_LIMIT, 1L));
        assertThat(window.close(2, 0, 0).faults()).isEmpty();
    }
}

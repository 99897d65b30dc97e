package dev.picket.probes.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraRunsTest {

    private static final Instant WALL = Instant.parse("2026-01-01T00:00:03Z");

    private static Path stamp(int i) {
        return new Path("fra", "t" + i, ProbeKind.STAMP);
    }

    private static ProbeGroup stamps(int paths, Duration timeout) {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 862);
        return new ProbeGroup("fra/stamp", Duration.ofSeconds(10),
                IntStream.range(0, paths).<ProbePlan>mapToObj(
                        i -> new ProbePlan.DatagramPlan(stamp(i), remote, timeout, (_, _, _) -> {
                            throw new IllegalStateException("not run here");
                        })).toList());
    }

    private static Path create(int i) {
        return new Path("fra", "m" + i, ProbeKind.MACHINE_CREATE);
    }

    private static ProbeGroup creates(int paths) {
        return new ProbeGroup("fra/machine", Duration.ofSeconds(60),
                IntStream.range(0, paths)
                        .<ProbePlan>mapToObj(i -> new ProbePlan.BlockingPlan(create(i), _ -> {
                            throw new IllegalStateException("not run here");
                        })).toList());
    }

    private static MonotonicInstant after(double seconds) {
        return new MonotonicInstant(Math.round(seconds * 1e9));
    }

    private static List<DueRun> over(ExtraRuns extras, int fromSeconds, int untilSeconds) {
        List<DueRun> runs = new ArrayList<>();
        for (int second = fromSeconds; second < untilSeconds; second++) {
            runs.addAll(extras.next(after(second), WALL.plusSeconds(second)));
        }
        return runs;
    }

    @Test
    void nothingIsRunThatNobodyWants() {
        ExtraRuns extras = new ExtraRuns(List.of(stamps(40, Duration.ofSeconds(3))), after(0));

        assertThat(over(extras, 0, 100)).isEmpty();
    }

    @Test
    void aWantedPathIsRunBetweenItsScheduledRunsAndNoLongerThanWanted() {
        ProbeGroup group = stamps(40, Duration.ofSeconds(3));
        long offset = Spreading.of(group).stream()
                .filter(phase -> phase.plan().path().equals(stamp(7))).findFirst().orElseThrow()
                .offsetNanos();
        ExtraRuns extras = new ExtraRuns(List.of(group), after(0));
        extras.want(stamp(7), after(60));

        List<DueRun> runs = over(extras, 20, 100);

        assertThat(runs).hasSizeBetween(7, 8)
                .allMatch(run -> run.plan().path().equals(stamp(7)));
        for (DueRun run : runs) {
            long phase = Math.floorMod(run.due().nanos() - offset, 10_000_000_000L);
            assertThat(Math.min(Math.abs(phase - 3_333_333_333L),
                    Math.abs(phase - 6_666_666_666L))).isLessThan(10);
            assertThat(run.scheduledAt()).isEqualTo(WALL.plusNanos(run.due().nanos()));
            assertThat(run.due().nanos()).isBetween(20_000_000_000L, 61_000_000_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 377})
    void allExtraRunsOfAGroupStayWithinAQuarterOfItsSchedule(int wanted) {
        int paths = 400;
        ExtraRuns extras = new ExtraRuns(List.of(stamps(paths, Duration.ofSeconds(3))),
                after(0));
        for (int i = 0; i < wanted; i++) {
            extras.want(stamp(i), after(100_000));
        }

        int seconds = 600;
        List<DueRun> runs = over(extras, 0, seconds);

        assertThat(runs.size()).isLessThanOrEqualTo(paths / 4 + paths / 4 * seconds / 10)
                .isGreaterThanOrEqualTo(
                        Math.min(wanted * 2 * (seconds / 10 - 1), paths / 4 * seconds / 10));
    }

    @Test
    void theFirstWantedIsServedFirst() {
        ExtraRuns extras = new ExtraRuns(List.of(stamps(8, Duration.ofSeconds(3))), after(0));
        IntStream.of(5, 0, 1, 2, 3, 4).forEach(i -> extras.want(stamp(i), after(1000)));

        Map<Path, Long> count = over(extras, 0, 200).stream().collect(Collectors
                .groupingBy(run -> run.plan().path(), TreeMap::new, Collectors.counting()));

        assertThat(count).containsOnlyKeys(stamp(5));
    }

    @Test
    void runsThatWouldOverlapAreNotMade() {
        ExtraRuns extras = new ExtraRuns(List.of(stamps(8, Duration.ofSeconds(6))), after(0));
        extras.want(stamp(1), after(1000));

        assertThat(over(extras, 0, 200)).isEmpty();
    }

    @Test
    void aMachineIsCreatedSixTimesAMinuteAndNotMoreOftenThanAnHourAllows() {
        ExtraRuns extras = new ExtraRuns(List.of(creates(6)), after(0));
        extras.want(create(2), after(60));
        assertThat(over(extras, 0, 60)).hasSize(5);

        extras.want(create(2), after(100_000));

        assertThat(over(extras, 60, 3_660)).hasSizeBetween(110, 115);
        assertThat(over(extras, 3_660, 7_260)).hasSizeBetween(59, 60);
    }

    @Test
    void aLateStepMakesUpForNothingAndTellsNoRunTwice() {
        ExtraRuns extras = new ExtraRuns(List.of(creates(1)), after(0));
        extras.want(create(0), after(10_000));
        List<DueRun> runs = new ArrayList<>(over(extras, 0, 25));
        runs.addAll(over(extras, 25, 26));
        runs.addAll(extras.next(after(25.5), WALL));
        runs.addAll(over(extras, 45, 120));

        assertThat(runs.stream().map(run -> run.due().nanos() / 1_000_000_000L))
                .doesNotHaveDuplicates()
                .containsExactly(10L, 20L, 50L, 70L, 80L, 90L, 100L, 110L);
    }
}

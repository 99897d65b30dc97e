package dev.picket.probes.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoundWalkTest {

    private static final long MILLI = 1_000_000L;

    private record Timer(long tick, Runnable task) {}

    /// As the plane's wheel has them: a time that has passed means the next tick.
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(
            Comparator.comparingLong(Timer::tick));
    private long doneTick = -1;
    private final List<String> begun = new ArrayList<>();
    private long nowNanos;

    private static DueRun run(int number, long dueNanos) {
        ProbePlan plan = new ProbePlan.BlockingPlan(
                new Path("ams", "t" + number, ProbeKind.MACHINE_CREATE), _ -> {
                    throw new IllegalStateException("not run here");
                });
        return new DueRun(plan, Instant.EPOCH, new MonotonicInstant(dueNanos), MILLI);
    }

    private MonotonicInstant now() {
        return new MonotonicInstant(nowNanos);
    }

    private void walk(long... dueNanos) {
        List<DueRun> runs = IntStream.range(0, dueNanos.length)
                .mapToObj(i -> run(i, dueNanos[i])).toList();
        new RoundWalk(this::at, this::now, runs, this::begin).begin();
    }

    private void at(MonotonicInstant when, Runnable task) {
        timers.add(new Timer(Math.max(doneTick + 1, Math.ceilDiv(when.nanos(), MILLI)), task));
    }

    private void begin(DueRun due) {
        assertThat(due.due().nanosSince(now())).isLessThanOrEqualTo(0);
        begun.add(due.plan().path().target());
        if (due.plan().path().target().equals("t1") && nowNanos == 7 * MILLI) {
            throw new IllegalArgumentException("a defect of one path");
        }
    }

    private void advanceTo(long tick) {
        nowNanos = tick * MILLI;
        while (doneTick < tick) {
            doneTick++;
            while (!timers.isEmpty() && timers.peek().tick <= doneTick) {
                timers.remove().task.run();
            }
        }
    }

    @Test
    void eachRunIsBegunInTheTickItIsDueWithOneTimerWaiting() {
        walk(0, 300_000, MILLI, 1_400_000, 1_900_000, 5 * MILLI);

        advanceTo(0);
        assertThat(begun).containsExactly("t0");
        advanceTo(1);
        assertThat(begun).containsExactly("t0", "t1", "t2");
        advanceTo(2);
        assertThat(begun).hasSize(5);
        assertThat(timers).hasSize(1);
        advanceTo(5);
        assertThat(begun).hasSize(6);
        assertThat(timers).isEmpty();
    }

    @Test
    void afterAStallWhatElseWasDueKeepsItsPlaceAmongTheRuns() {
        walk(0, MILLI, 40 * MILLI);
        at(new MonotonicInstant(20 * MILLI), () -> begun.add("end of a run"));

        advanceTo(100);

        assertThat(begun).containsExactly("t0", "t1", "end of a run", "t2");
    }

    @Test
    void aRunThatThrowsDoesNotKeepTheOthersFromBeginning() {
        walk(0, 6 * MILLI, 7 * MILLI);
        advanceTo(0);

        assertThatThrownBy(() -> advanceTo(7)).hasMessage("a defect of one path");
        advanceTo(8);

        assertThat(begun).containsExactly("t0", "t1", "t2");
    }

    @Test
    void whatIsOverdueWhenTheRoundIsHandedOverIsBegunAtOnce() {
        advanceTo(90);
        walk(LongStream.range(0, 200).map(milli -> milli * MILLI).toArray());

        advanceTo(91);
        assertThat(begun).hasSize(92);
        for (int milli = 92; milli < 200; milli++) {
            advanceTo(milli);
            assertThat(begun).hasSize(milli + 1);
        }
    }

    @Test
    void anEmptyRoundSetsNoTimer() {
        walk();

        assertThat(timers).isEmpty();
    }
}

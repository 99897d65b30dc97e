package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

    private static final long MILLI = 1_000_000L;

    private final TimerWheel wheel = new TimerWheel(at(0));
    private final List<String> ran = new ArrayList<>();

    @Test
    void neverRunsATaskBeforeItsTime() {
        wheel.add(new MonotonicInstant(5 * MILLI + 1), () -> ran.add("five"));

        wheel.runDue(at(5), Runnable::run);
        assertThat(ran).isEmpty();

        wheel.runDue(at(6), Runnable::run);
        assertThat(ran).containsExactly("five");
    }

    @Test
    void runsATaskWhoseTimeHasPassedInTheNextTick() {
        wheel.runDue(at(100), Runnable::run);

        wheel.add(at(3), () -> ran.add("past"));

        assertThat(wheel.next()).isEqualTo(at(101));
        wheel.runDue(at(101), Runnable::run);
        assertThat(ran).containsExactly("past");
    }

    @Test
    void keepsTheOrderOfAddingWithinATick() {
        wheel.add(at(7), () -> ran.add("one"));
        wheel.add(at(7), () -> ran.add("two"));
        wheel.add(at(6), () -> ran.add("zero"));

        wheel.runDue(at(9), Runnable::run);

        assertThat(ran).containsExactly("zero", "one", "two");
    }

    @Test
    void keepsATaskOfALaterRevolutionInItsSlot() {
        // 4,096 slots of 1 ms: 5 ms and 4,101 ms share a slot.
        wheel.add(at(4_101), () -> ran.add("later"));
        wheel.add(at(5), () -> ran.add("sooner"));

        wheel.runDue(at(4_100), Runnable::run);
        assertThat(ran).containsExactly("sooner");

        wheel.runDue(at(4_101), Runnable::run);
        assertThat(ran).containsExactly("sooner", "later");
        assertThat(wheel.waiting()).isZero();
    }

    @Test
    void aTaskMayAddAnother() {
        wheel.add(at(1), () -> wheel.add(at(2), () -> ran.add("second")));

        wheel.runDue(at(50), Runnable::run);

        assertThat(ran).containsExactly("second");
    }

    @Test
    void runsEveryTaskOnceAndInTimeWhateverTheSteps() {
        long seed = 20_261_122L;
        Random random = new Random(seed);
        List<Long> late = new ArrayList<>();
        long[] now = {0};
        for (int i = 0; i < 20_000; i++) {
            long due = random.nextLong(30_000 * MILLI);
            wheel.add(new MonotonicInstant(due), () -> late.add(now[0] - due));
        }
        while (now[0] < 30_001 * MILLI) {
            long step = 1 + random.nextLong(3 * MILLI);
            now[0] += step;
            wheel.runDue(new MonotonicInstant(now[0]), Runnable::run);
        }
        assertThat(late).as("seed " + seed).hasSize(20_000)
                .allMatch(nanos -> nanos >= 0 && nanos < 3 * MILLI + TimerWheel.TICK_NANOS);
    }

    @Test
    void refusesWhatItHasNoRoomFor() {
        for (int i = 0; i < TimerWheel.TASKS_MAX; i++) {
            wheel.add(at(10), () -> {});
        }

        assertThat(wheel.add(at(10), () -> {})).isFalse();
        assertThat(wheel.refused()).isEqualTo(1);
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * MILLI);
    }
}

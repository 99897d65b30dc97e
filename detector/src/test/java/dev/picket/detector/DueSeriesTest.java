package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The wheel against a list of when each series is due.
class DueSeriesTest {

    private static final int SERIES = 30;
    private static final int TICKS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void eachSeriesIsHandedOverOnceWhereItWasPutLast(long seed) {
        Random random = new Random(seed);
        DueSeries due = new DueSeries(SERIES);
        long[] at = new long[SERIES];
        Arrays.fill(at, DueSeries.NEVER);
        for (long tick = 1; tick < TICKS; tick++) {
            long now = tick;
            TreeSet<Integer> taken = new TreeSet<>();
            due.take(now, i -> SERIES - 1 - i, i -> {
                assertThat(taken.add(i)).as("seed %d, tick %d: %d once", seed, now, i).isTrue();
                assertThat(at[i]).isEqualTo(now);
                at[i] = random.nextInt(3) == 0
                        ? DueSeries.NEVER
                        : now + 1 + random.nextInt(DueSeries.TICKS_MAX);
                due.put(i, SERIES - 1 - i, at[i]);
            });
            for (int i = 0; i < SERIES; i++) {
                assertThat(at[i]).as("seed %d, tick %d: %d", seed, now, i).isGreaterThan(now);
            }
            int moved = random.nextInt(SERIES);
            at[moved] = now + 1 + random.nextInt(DueSeries.TICKS_MAX);
            due.put(moved, SERIES - 1 - moved, at[moved]);
        }
    }
}

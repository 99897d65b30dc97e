package dev.picket.probes.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayWindowTest {

    private static final int STEPS = 20_000;
    private final ReplayWindow window = new ReplayWindow();

    @Test
    void takesEveryCounterOnceWhateverTheOrder() {
        takes(0, true);
        takes(0, false);
        takes(2, true);
        takes(1, true);
        takes(1, false);
        takes(64, true);
        takes(63, true);
        takes(63, false);
        takes(1_000, true);
        takes(1_000 - ReplayWindow.COUNTERS, true);
        takes(1_000 - ReplayWindow.COUNTERS - 1, false);
        takes(1_000_000, true);
        takes(1_000_000 - ReplayWindow.COUNTERS, true);
        takes(1_000, false);
        takes(-1, false);
        takes(Long.MIN_VALUE, false);
        takes(ReplayWindow.COUNTER_LIMIT, false);
        takes(ReplayWindow.COUNTER_LIMIT - 1, true);
        takes(ReplayWindow.COUNTER_LIMIT - 1, false);
        takes(1_000_001, false);
    }

    private void takes(long counter, boolean expected) {
        assertThat(window.take(counter)).as("%d", counter).isEqualTo(expected);
    }

    /// The model remembers everything and knows the width.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASetThatForgetsNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Long> taken = new HashSet<>();
        long greatest = 0;
        for (int step = 0; step < STEPS; step++) {
            long counter = Math.max(0, greatest + switch (random.nextInt(8)) {
                case 0 -> random.nextLong(-2_000, 2_000);
                case 1 -> -ReplayWindow.COUNTERS + random.nextLong(-2, 3);
                case 2 -> random.nextLong(60, 70);
                default -> random.nextLong(-70, 4);
            });
            boolean expected = counter >= greatest - ReplayWindow.COUNTERS && taken.add(counter);
            greatest = Math.max(greatest, counter);
            assertThat(window.take(counter)).as("seed %d, step %d: %d", seed, step, counter)
                    .isEqualTo(expected);
        }
        assertThat(taken).hasSizeGreaterThan(STEPS / 10);
    }
}

package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelayVariationLevelTest {

    @Test
    void aRoundFarAboveTheLearntVariationIsJittery() {
        DelayVariationLevel level = new DelayVariationLevel();
        for (int round = 0; round < 16; round++) {
            assertThat(level.observe(2_000_000)).isEmpty();
        }

        assertThat(level.observe(6_900_000)).hasValue(0);
        assertThat(level.observe(7_100_000)).hasValue(1);
        assertThat(level.observe(2_000_000)).hasValue(0);
    }

    @Test
    void aPathThatAlwaysVariesIsItsOwnMeasure() {
        DelayVariationLevel level = new DelayVariationLevel();
        for (int round = 0; round < 64; round++) {
            level.observe(40_000_000);
        }

        assertThat(level.observe(44_000_000)).hasValue(0);
        assertThat(level.observe(46_000_000)).hasValue(1);
    }

    /// What is kept of quiet rounds is enough: as if each had been kept.
    @Test
    void keepingOnlyTheNewestQuietRoundChangesNoAnswerByMoreThanTheQuietRoundsDiffer() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            DelayVariationLevel level = new DelayVariationLevel();
            LevelWindow kept = new LevelWindow(5e6);
            for (int round = 0; round < 400; round++) {
                long variation = 1_000_000L
                        + (random.nextInt(20) == 0 ? random.nextInt(30_000_000) : 0);
                OptionalInt answer = level.observe(variation);
                assertThat(answer.isPresent()).as("seed %d", seed)
                        .isEqualTo(kept.excess((double) variation).isPresent());
                int expected = kept.excess((double) variation).orElse(0) > 0 ? 1 : 0;
                assertThat(answer.orElse(0)).as("seed %d, round %d", seed, round)
                        .isEqualTo(expected);
                kept.add((double) variation);
            }
        }
    }
}

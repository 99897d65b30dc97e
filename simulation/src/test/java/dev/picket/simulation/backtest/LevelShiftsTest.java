package dev.picket.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.detector.SeriesDetector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Level shifts over seeded traces that resemble recorded round trips.
class LevelShiftsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mostShiftsAreFoundAtTheirSampleAndLittleElse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ShiftScore score = ShiftScore.none();
        for (int trace = 0; trace < 10; trace++) {
            score = score.plus(score(LevelTrace.of(random.split())));
        }

        System.out.println("seed " + seed + ": " + score + " P " + score.precision() + " R "
                + score.recall());
        assertThat(score.precision()).as("seed %d: %s", seed, score).isGreaterThan(0.8);
        assertThat(score.recall()).as("seed %d: %s", seed, score).isGreaterThan(0.8);
        assertThat(score.delay()).as("seed %d: %s", seed, score).isLessThan(15);
    }

    /// The same trace in other units, and upside down, shifts at the same samples.
    @Test
    void unitsDoNotMatter() {
        LevelTrace trace = LevelTrace.of(new SplittableRandom(7));

        List<Integer> plain = onsets(trace.values(), 1);

        assertThat(plain).hasSizeGreaterThan(5);
        assertThat(onsets(trace.values(), 0.001)).isEqualTo(plain);
        assertThat(onsets(trace.values(), 1e6)).isEqualTo(plain);
    }

    @Test
    void noiseAroundZeroIsNoShiftAndAStepInItIs() {
        SplittableRandom random = new SplittableRandom(11);
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            values.add(random.nextGaussian() + (i < 1_500 ? 0 : 8));
        }

        assertThat(onsets(values, 1)).containsExactly(1_500);
    }

    /// High bursts of five values are shifts at both ends; low clean ones are passed over.
    @Test
    void highBurstsAreToldOfAtBothEndsAndLowOnesAreNot() {
        SplittableRandom random = new SplittableRandom(13);
        List<Double> values = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            int phase = i % 200;
            double height = phase >= 100 && phase < 105 ? 30 + 40 * random.nextDouble() : 0;
            double low = phase >= 150 && phase < 158 ? 4 : 0;
            if (phase == 100 || phase == 105) {
                ends.add(i);
            }
            values.add(160 + height + low + 0.1 * random.nextGaussian());
        }

        assertThat(onsets(values, 1)).isEqualTo(ends);
    }

    @Test
    void anAnswerLostBeforeAnythingIsKnownIsNoShift() {
        SplittableRandom random = new SplittableRandom(17);
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            values.add(i == 0 ? -3 : 195 + random.nextGaussian());
        }

        assertThat(onsets(values, 1)).isEmpty();
    }

    private static ShiftScore score(LevelTrace trace) {
        SeriesDetector detector = new SeriesDetector(1e6);
        List<Integer> onsets = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < trace.values().size(); i++) {
            int sample = i;
            detector.observe(Instant.ofEpochSecond(i), trace.values().get(i)).ifPresent(change -> {
                onsets.add((int) change.onset().getEpochSecond());
                found.add(sample);
            });
        }
        return ShiftScore.of(trace.shifts(), onsets, found);
    }

    private static List<Integer> onsets(List<Double> values, double unit) {
        SeriesDetector detector = new SeriesDetector(1e6);
        List<Integer> onsets = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            detector.observe(Instant.ofEpochSecond(i), values.get(i) * unit)
                    .ifPresent(change -> onsets.add((int) change.onset().getEpochSecond()));
        }
        return onsets;
    }
}

package dev.picket.simulation.scorecard.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactCusumTest {

    private static final double ROUNDS = 2.6e9;

    @ParameterizedTest
    @CsvSource({"0.01, 0.03, 1218", "0.01, 0.05, 413", "0.01, 0.15, 68.0", "0.01, 0.50, 12.9",
            "0.01, 1, 5.0", "0.001, 0.05, 122", "0.001, 0.15, 32.0", "0.001, 1, 4.0"})
    void agreesWithTheReferenceDelays(double before, double after, double delay) {
        ExactCusum cusum = ExactCusum.withFalseAlarmEvery(ROUNDS, before, after);

        assertThat(cusum.falseAlarmEvery()).isGreaterThanOrEqualTo(ROUNDS);
        assertThat(cusum.meanDelay()).isCloseTo(delay, within(0.012 * delay));
    }

    @Test
    void agreesWithASimulationOfItself() {
        ExactCusum cusum = ExactCusum.withFalseAlarmEvery(1_000, 0.1, 0.4);
        double bad = Math.log(4);
        double good = Math.log(0.6 / 0.9);
        double exact = cusum.falseAlarmEvery();
        int runs = 4_000;

        // the threshold is found again from the promise, on real log-likelihood ratios
        double threshold = Math.log(1_000) * 0.5;
        while (meanRun(threshold, bad, good, 0.1, runs) < exact) {
            threshold += 0.05;
        }

        assertThat(meanRun(threshold, bad, good, 0.4, runs))
                .isCloseTo(cusum.meanDelay(), within(0.1 * cusum.meanDelay()));
    }

    private static double meanRun(double threshold, double bad, double good, double rate,
            int runs) {
        SplittableRandom random = new SplittableRandom(5);
        long rounds = 0;
        for (int run = 0; run < runs; run++) {
            for (double sum = 0; sum < threshold; rounds++) {
                sum = Math.max(0, sum + (random.nextDouble() < rate ? bad : good));
            }
        }
        return (double) rounds / runs;
    }
}

package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The mean delay of one series of single trials whose rate is known, held against the exact
/// optimal cumulative sum at the same promised time between false alarms.
class SingleSeriesDelayTest {

    private static final double ROUNDS_PER_FALSE_ALARM = 2.6e9;
    private static final int CALM_ROUNDS = 300;
    private static final long SEED = 20;

    /// @param optimum mean rounds of the exact cumulative sum, from its Markov chain
    private record Row(double rate, double harmed, double optimum) {}

    private static final List<Row> ROWS = List.of(new Row(0.01, 0.03, 1218),
            new Row(0.01, 0.05, 413), new Row(0.01, 0.15, 68.0), new Row(0.01, 0.5, 12.9),
            new Row(0.01, 1, 5.0), new Row(0.001, 0.05, 122), new Row(0.001, 0.15, 32.0),
            new Row(0.001, 1, 4.0));

    @Test
    void everyRowIsNearTheOptimum() {
        List<Double> ratios = ratios(100);

        assertThat(ratios).as("seed %d", SEED).allMatch(ratio -> ratio <= 1.40);
        assertThat(geometricMean(ratios)).as("seed %d", SEED).isBetween(0.95, 1.20);
    }

    @Test
    @Tag("long")
    void everyRowIsNearTheOptimumInManyRuns() {
        List<Double> ratios = ratios(20_000);

        System.out.println("delay / exact cumulative sum: " + ratios);
        assertThat(ratios).as("seed %d", SEED).allMatch(ratio -> ratio >= 0.99 && ratio <= 1.25);
        assertThat(geometricMean(ratios)).as("seed %d", SEED).isLessThanOrEqualTo(1.20);
    }

    private static List<Double> ratios(int runs) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Double> ratios = new ArrayList<>();
        for (Row row : ROWS) {
            double rounds = 0;
            for (int run = 0; run < runs; run++) {
                rounds += delay(row, random.split());
            }
            ratios.add(rounds / runs / row.optimum());
        }
        return ratios;
    }

    private static int delay(Row row, SplittableRandom random) {
        SeriesDetector detector = SeriesDetector.ofKnownRate(row.rate(), ROUNDS_PER_FALSE_ALARM);
        Optional<SeriesDetector.Change> change = Optional.empty();
        int round = 0;
        while (change.isEmpty()) {
            double rate = round < CALM_ROUNDS ? row.rate() : row.harmed();
            int bad = random.nextDouble() < rate ? 1 : 0;
            change = detector.observe(Instant.ofEpochSecond(round++), 1, bad);
        }
        return round - CALM_ROUNDS;
    }

    private static double geometricMean(List<Double> ratios) {
        return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
    }
}

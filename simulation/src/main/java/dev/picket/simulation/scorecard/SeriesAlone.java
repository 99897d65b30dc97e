package dev.picket.simulation.scorecard;

import dev.picket.detector.SeriesDetector;
import dev.picket.simulation.scorecard.series.ExactCusum;
import dev.picket.simulation.scorecard.statistic.Interval;
import dev.picket.simulation.scorecard.statistic.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// One series of single trials by itself, over the exact cumulative sum that knows both rates, at
/// equal promised time between false alarms: once with the rate told, and once as shipped, where it
/// is learnt from 20,000 rounds of the series itself and has a margin on it.
final class SeriesAlone implements Section {

    private static final String NAME = "series";
    private static final double PROMISED = 2.6e9;
    private static final int LEARNT_ROUNDS = 20_000;
    private static final int PATIENCE_ROUNDS = 100_000;
    private static final double[][] CASES = {{0.01, 0.03}, {0.01, 0.05}, {0.01, 0.15}, {0.01, 0.5},
            {0.01, 1}, {0.001, 0.05}, {0.001, 0.15}, {0.001, 1}};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Part measure(Course course) {
        List<Row> rows = new ArrayList<>();
        for (boolean known : new boolean[]{true, false}) {
            double logs = 0;
            for (double[] rates : CASES) {
                Row row = row(course, rates[0], rates[1], known);
                logs += Math.log(row.value());
                rows.add(known ? row.hold(Bar.atMost(1.4)) : row);
            }
            double mean = Math.exp(logs / CASES.length);
            Row all = Row.of(NAME, id(known) + "mean",
                    word(known) + ", geometric mean of the ratios", "", mean,
                    new Interval(Double.NaN, Double.NaN), CASES.length);
            rows.add(known ? all.stretch(Bar.atMost(1.2)) : all);
        }
        return Part.of(rows);
    }

    private static String word(boolean known) {
        return known ? "known rate" : "as shipped";
    }

    private static String id(boolean known) {
        return NAME + (known ? ".known." : ".shipped.");
    }

    private static Row row(Course course, double before, double after, boolean known) {
        double best = ExactCusum.withFalseAlarmEvery(PROMISED, before, after).meanDelay();
        String label = Row.number(100 * before) + " to " + Row.number(100 * after) + " %";
        long seed = course.seed(NAME + label);
        Sample delays = Sample.of(course.trials().run(label, course.effort().seriesTrials(),
                i -> delay(before, after, known, seed + i)));
        return Row.of(NAME, id(known) + label.replace(" ", ""),
                word(known) + ", " + label + ": delay over exact CUSUM", "", delays.mean() / best,
                Interval.ofMean(delays.mean() / best, delays.standardError() / best),
                delays.size()).note(
                        Row.number(delays.mean()) + " rounds over "
                                + Row.number(best));
    }

    /// Rounds from the change to its finding. The promise of the detector is shared by rises and
    /// falls, the sum's is for rises alone: where the rate is told, rises get as much as the sum.
    private static double delay(double before, double after, boolean known, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SeriesDetector detector = known
                ? SeriesDetector.ofKnownRate(before, PROMISED / 2)
                : new SeriesDetector(PROMISED);
        long second = 0;
        for (int i = 0; i < LEARNT_ROUNDS && !known; i++) {
            detector.observe(Instant.ofEpochSecond(second++), 1,
                    random.nextDouble() < before ? 1 : 0);
        }
        for (int rounds = 1; rounds <= PATIENCE_ROUNDS; rounds++) {
            int bad = random.nextDouble() < after ? 1 : 0;
            if (detector.observe(Instant.ofEpochSecond(second++), 1, bad).isPresent()) {
                return rounds;
            }
        }
        return PATIENCE_ROUNDS;
    }
}

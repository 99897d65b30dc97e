package dev.picket.simulation.backtest;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Watches a level for shifts: each value is a trial on either side, bad where it lies beyond a
/// bound learnt from the last values. After a shift it learns the new level.
///
/// The bound is median ± max(a tenth of the median, 4·1.4826·MAD, the least step); the half-width
/// from the MAD holds a normal spread four standard deviations wide and ignores outliers.
final class LevelWatch {

    private static final int WINDOW = 240;
    private static final int WINDOW_MIN = 20;
    private static final double SHARE = 0.1;
    private static final double SPREADS = 4 * 1.4826;
    private static final double STEP_MIN = 1e-9;

    private final double samplesPerFalseAlarm;
    private final double[] window = new double[WINDOW];
    private int filled;
    private int next;
    private RateWatch above;
    private RateWatch below;

    LevelWatch(double samplesPerFalseAlarm) {
        this.samplesPerFalseAlarm = samplesPerFalseAlarm;
        this.above = new RateWatch(samplesPerFalseAlarm);
        this.below = new RateWatch(samplesPerFalseAlarm);
    }

    Optional<RateWatch.Rise> observe(Instant time, double value) {
        if (filled < WINDOW_MIN) {
            keep(value);
            return Optional.empty();
        }
        double[] sorted = Arrays.copyOf(window, filled);
        Arrays.sort(sorted);
        double median = sorted[filled / 2];
        double width = width(sorted, median);
        boolean high = value > median + width;
        boolean low = value < median - width;
        Optional<RateWatch.Rise> up = above.observe(time, 1, high ? 1 : 0);
        Optional<RateWatch.Rise> down = below.observe(time, 1, low ? 1 : 0)
                .map(rise -> new RateWatch.Rise(false, rise.onset(), rise.logEvidence()));
        if (!high && !low) {
            keep(value);
        }
        Optional<RateWatch.Rise> shift = up.or(() -> down);
        if (shift.isPresent()) {
            filled = 0;
            next = 0;
            above = new RateWatch(samplesPerFalseAlarm);
            below = new RateWatch(samplesPerFalseAlarm);
        }
        return shift;
    }

    private static double width(double[] sorted, double median) {
        double[] distances = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            distances[i] = Math.abs(sorted[i] - median);
        }
        Arrays.sort(distances);
        return Math.max(Math.max(SHARE * Math.abs(median), STEP_MIN),
                SPREADS * distances[distances.length / 2]);
    }

    private void keep(double value) {
        window[next] = value;
        next = (next + 1) % WINDOW;
        filled = Math.min(WINDOW, filled + 1);
    }
}

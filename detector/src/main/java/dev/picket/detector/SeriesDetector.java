package dev.picket.detector;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// Finds changes in one recorded series, reading forward only.
///
/// Idea: values become exceedances of the bounds of the past window, one trial each side; tallies
/// are taken as they are. Each side runs the same restarted sum as the screen, R ← (1+R)·e per
/// harm, against a rate learnt from its past. A found change empties the window, so that the new
/// level is learnt.
public final class SeriesDetector {

    /// Which way a series changed.
    public enum Direction {
        UP, DOWN
    }

    /// A change: when it is thought to have begun, when it was found, and on what evidence in nats.
    public record Change(Direction direction, Instant onset, Instant detectedAt,
            double logEvidence) {}

    private static final double LEAST_VALUE = 5;

    private final LevelWindow window = new LevelWindow(LEAST_VALUE);
    private final Side up;
    private final Side down;

    /// @param roundsPerFalseAlarm rounds that pass for each false alarm allowed
    public SeriesDetector(double roundsPerFalseAlarm) {
        this.up = new Side(Math.log(2 * roundsPerFalseAlarm));
        this.down = new Side(Math.log(2 * roundsPerFalseAlarm));
    }

    /// Takes a tally: only a rise of the bad rate is a change.
    public Optional<Change> observe(Instant time, int sent, int bad) {
        int trials = Math.min(sent, EvidenceTables.MAX_TRIALS);
        int scaled = (int) ((long) bad * trials / sent);
        OptionalDouble found = up.add(time, HarmGrid.ADDED, trials, scaled);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(Direction.UP, up.takeOnset(), time,
                        found.getAsDouble()));
    }

    /// Takes a level, such as a round trip in milliseconds.
    public Optional<Change> observe(Instant time, double value) {
        OptionalDouble excess = window.excess(value);
        window.add(value);
        if (excess.isEmpty()) {
            return Optional.empty();
        }
        double by = excess.getAsDouble();
        OptionalDouble rise = up.add(time, HarmGrid.ODDS, 1, by > 0 ? 1 : 0);
        OptionalDouble fall = down.add(time, HarmGrid.ODDS, 1, by < 0 ? 1 : 0);
        if (rise.isEmpty() && fall.isEmpty()) {
            return Optional.empty();
        }
        boolean isRise = rise.isPresent();
        Instant onset = isRise ? up.takeOnset() : down.takeOnset();
        (isRise ? down : up).takeOnset();
        window.clear();
        return Optional.of(new Change(isRise ? Direction.UP : Direction.DOWN, onset, time,
                isRise ? rise.getAsDouble() : fall.getAsDouble()));
    }

    /// One side of the series.
    private static final class Side {
        private static final double PRIOR_TRIALS = 200;
        private static final double PRIOR_RATE = 0.01;
        private static final double MARGIN = 1.5;
        private static final double CAP = 1e200;

        private final double logThreshold;
        private final EvidenceTables tables = new EvidenceTables();
        private final double[] sum = new double[HarmGrid.MAX_POINTS];
        private final double[] climb = new double[HarmGrid.MAX_POINTS];
        private final Instant[] since = new Instant[HarmGrid.MAX_POINTS];
        private Instant onset = Instant.EPOCH;
        private double trials;
        private double bad;

        Side(double logThreshold) {
            this.logThreshold = logThreshold;
            java.util.Arrays.fill(since, Instant.EPOCH);
        }

        OptionalDouble add(Instant time, HarmGrid grid, int n, int k) {
            double rate = (bad + PRIOR_TRIALS * PRIOR_RATE) / (trials + PRIOR_TRIALS);
            EvidenceTable table = tables.table(
                    tables.id(grid, EvidenceTables.rateLevel(MARGIN * rate), 0, n));
            double total = 0;
            int strongest = 0;
            for (int q = 0; q < grid.points(); q++) {
                double e = table.evidence(k, q);
                sum[q] = Math.min(CAP, (1 + sum[q]) * e);
                total += sum[q];
                if (climb[q] <= 0) {
                    climb[q] = 0;
                    since[q] = time;
                }
                climb[q] += Math.log(e);
                strongest = climb[q] > climb[strongest] ? q : strongest;
            }
            trials += n;
            bad += k;
            double statistic = Math.log(total / grid.points());
            if (statistic < logThreshold) {
                return OptionalDouble.empty();
            }
            onset = since[strongest];
            return OptionalDouble.of(statistic);
        }

        /// The onset of the change just found; every start is set to zero.
        Instant takeOnset() {
            java.util.Arrays.fill(sum, 0);
            java.util.Arrays.fill(climb, 0);
            return onset;
        }
    }
}

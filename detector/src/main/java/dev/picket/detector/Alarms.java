package dev.picket.detector;

import java.util.Optional;

/// Reads the screen: what has crossed its threshold, or half of it, and is not explained.
final class Alarms {

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final Screen screen;
    private final Masks masks;
    private final Baseline baseline;
    private final double[] logThreshold;
    private final double[] suspicion;
    private final double logSeriesThreshold;
    private final double seriesSuspicion;

    Alarms(Hypotheses hypotheses, SeriesIndex series, Screen screen, Masks masks,
            Baseline baseline, double ticksPerFalseAlarm) {
        this.baseline = baseline;
        this.hypotheses = hypotheses;
        this.series = series;
        this.screen = screen;
        this.masks = masks;
        this.logThreshold = new double[hypotheses.count()];
        this.suspicion = new double[hypotheses.count()];
        for (int h = 0; h < logThreshold.length; h++) {
            logThreshold[h] = Math.log(ticksPerFalseAlarm / hypotheses.weight(h));
            suspicion[h] = Math.exp(logThreshold[h] / 2);
        }
        this.logSeriesThreshold = Math.log(ticksPerFalseAlarm / hypotheses.seriesWeight());
        this.seriesSuspicion = Math.exp(logSeriesThreshold / 2);
    }

    /// Of those that are suspected, the hypothesis or series furthest above (or least below) its
    /// threshold; with or without those that open faults stand for.
    Optional<Trigger> strongest(boolean ofOpenFaultsToo) {
        Trigger best = new Trigger(-1, -1, Double.NEGATIVE_INFINITY, 0);
        for (int h = 0; h < hypotheses.count(); h++) {
            if (!ofOpenFaultsToo && masks.own(h) != 0) {
                continue;
            }
            double statistic = screen.statistic(h);
            if (statistic < suspicion[h]) {
                continue;
            }
            Trigger one = new Trigger(h, -1, Math.log(statistic), logThreshold[h]);
            best = one.margin() > best.margin() ? one : best;
        }
        for (int i = 0; i < series.count(); i++) {
            double statistic = screen.seriesStatistic(i);
            if (statistic >= seriesSuspicion && !baseline.isNew(i)
                    && Math.log(statistic) - logSeriesThreshold > best.margin()) {
                best = new Trigger(-1, i, Math.log(statistic), logSeriesThreshold);
            }
        }
        return best.hypothesis() < 0 && best.series() < 0 ? Optional.empty() : Optional.of(best);
    }

    boolean isSuspected(int h) {
        return screen.statistic(h) >= suspicion[h];
    }

    /// How much speaks for a hypothesis among all that are suspected, prior weight included.
    double belief(int h) {
        return screen.statistic(h) * hypotheses.weight(h);
    }

    boolean isSuspectedSeries(int i) {
        return screen.seriesStatistic(i) >= seriesSuspicion;
    }
}

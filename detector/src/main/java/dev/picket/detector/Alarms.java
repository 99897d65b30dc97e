package dev.picket.detector;

import java.util.Optional;

/// Reads the screen: what has crossed its threshold, or half of it, and is not explained.
final class Alarms {

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final Screen screen;
    private final Masks masks;
    private final double[] logThreshold;
    private final double logSeriesThreshold;

    Alarms(Hypotheses hypotheses, SeriesIndex series, Screen screen, Masks masks,
            double ticksPerFalseAlarm) {
        this.hypotheses = hypotheses;
        this.series = series;
        this.screen = screen;
        this.masks = masks;
        this.logThreshold = new double[hypotheses.count()];
        for (int h = 0; h < logThreshold.length; h++) {
            logThreshold[h] = Math.log(ticksPerFalseAlarm / hypotheses.weight(h));
        }
        this.logSeriesThreshold = Math.log(ticksPerFalseAlarm / hypotheses.seriesWeight());
    }

    /// The hypothesis or series furthest above (or least below) its threshold; with or without
    /// those that open faults stand for.
    Optional<Trigger> strongest(boolean ofOpenFaultsToo) {
        Trigger best = new Trigger(-1, -1, Double.NEGATIVE_INFINITY, 0);
        for (int h = 0; h < hypotheses.count(); h++) {
            if (!ofOpenFaultsToo && masks.own(h) != 0) {
                continue;
            }
            Trigger one = ofHypothesis(h);
            best = one.margin() > best.margin() ? one : best;
        }
        for (int i = 0; i < series.count(); i++) {
            if (Math.log(screen.seriesStatistic(i)) - logSeriesThreshold > best.margin()) {
                best = new Trigger(-1, i, Math.log(screen.seriesStatistic(i)),
                        logSeriesThreshold);
            }
        }
        return best.hypothesis() < 0 && best.series() < 0 ? Optional.empty() : Optional.of(best);
    }

    private Trigger ofHypothesis(int h) {
        return new Trigger(h, -1, Math.log(screen.statistic(h)), logThreshold[h]);
    }

    boolean isSuspected(int h) {
        return ofHypothesis(h).isSuspicion();
    }

    boolean isSuspectedSeries(int i) {
        return Math.log(screen.seriesStatistic(i)) >= logSeriesThreshold / 2;
    }
}

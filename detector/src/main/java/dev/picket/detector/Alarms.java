package dev.picket.detector;

import dev.picket.model.topology.Component;
import java.util.Optional;

/// Reads the screen: what has crossed its threshold, or half of it, and is not explained.
final class Alarms {

    /// The part of the statistic of a suspected component that is decided with fixed membership.
    /// The screen's part is what is left, so that both together draw on one share of the budget.
    private static final double DECIDING = 0.75;

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final Screen screen;
    private final Masks masks;
    private final Thresholds thresholds;
    private final ProberWatch probers;
    private final Decision decision;
    private final Baseline baseline;
    /// Hypotheses that may be suspected, and how far above their thresholds they are at most.
    private final int[] candidate;
    private final double[] margin;
    private int candidates;

    /// What a statistic must reach, and whose silence counts.
    record Limits(Thresholds thresholds, ProberWatch probers) {}

    Alarms(Evidence evidence, Screen screen, Limits limits, Baseline baseline) {
        this.baseline = baseline;
        this.hypotheses = evidence.hypotheses();
        this.series = evidence.series();
        this.screen = screen;
        this.masks = evidence.masks();
        this.decision = new Decision(evidence);
        this.thresholds = limits.thresholds();
        this.probers = limits.probers();
        this.candidate = new int[hypotheses.count()];
        this.margin = new double[hypotheses.count()];
    }

    /// Of those that are suspected, the hypothesis or series furthest above (or least below) its
    /// threshold; with or without those that open faults stand for.
    Optional<Trigger> strongest(boolean ofOpenFaultsToo) {
        Trigger best = strongestComponent(ofOpenFaultsToo);
        for (int i : screen.largeSeries()) {
            int lane = series.laneOf(i);
            double statistic = screen.seriesStatistic(i);
            if (statistic >= thresholds.seriesSuspicion(lane) && !baseline.isNew(i)
                    && Math.log(statistic) - thresholds.logSeries(lane) > best.margin()) {
                best = new Trigger(-1, i, Math.log(statistic), thresholds.logSeries(lane));
            }
        }
        return best.hypothesis() < 0 && best.series() < 0 ? Optional.empty() : Optional.of(best);
    }

    /// The first of the components furthest above their thresholds. Those which their bounds leave
    /// behind the likeliest are not worked out.
    private Trigger strongestComponent(boolean ofOpenFaultsToo) {
        candidates = 0;
        int first = -1;
        for (int j = 0; j < screen.raisedCount(); j++) {
            int h = screen.raised(j);
            if (!ofOpenFaultsToo && masks.own(h) != 0) {
                continue;
            }
            double statistic = screen.statistic(h);
            if (statistic < thresholds.worthDeciding(h) || isCalm(h, statistic)) {
                continue;
            }
            double most = atMost(h, statistic);
            if (Math.max(statistic, most) >= thresholds.suspicion(h)) {
                candidate[candidates] = h;
                margin[candidates] = Math.log(most) - threshold(h);
                first = first < 0 || margin[candidates] > margin[first] ? candidates : first;
                candidates++;
            }
        }
        Trigger best = new Trigger(-1, -1, Double.NEGATIVE_INFINITY, 0);
        double least = first < 0 ? 0 : worked(candidate[first]).margin();
        for (int j = 0; j < candidates; j++) {
            if (margin[j] >= Math.max(least, best.margin())) {
                Trigger one = worked(candidate[j]);
                best = one.margin() > best.margin() ? one : best;
            }
        }
        return best;
    }

    /// The trigger that a component is; one without any margin where it is not suspected.
    private Trigger worked(int h) {
        double statistic = screen.statistic(h);
        double decided = decided(h, statistic);
        return Math.max(statistic, decided) < thresholds.suspicion(h)
                ? new Trigger(-1, -1, Double.NEGATIVE_INFINITY, 0)
                : new Trigger(h, -1, Math.log(decided), threshold(h));
    }

    private double threshold(int h) {
        return hypotheses.component(h) instanceof Component.Region(String region)
                && probers.isSilentRegion(region)
                        ? thresholds.logInSilence(h)
                        : thresholds.log(h);
    }

    /// Whether a hypothesis is below suspicion whatever its decision would work out to.
    private boolean isCalm(int h, double screened) {
        double suspicion = thresholds.suspicion(h);
        return screened < suspicion && decision.isBelow(h, screen.lastTick(),
                (suspicion - (1 - DECIDING) * screened) / DECIDING);
    }

    /// The mean of what was screened and what is decided: a mean of two statistics that each grow
    /// by at most 1 a tick on average does too. Before a component is worth deciding on the second
    /// one counts as 0, which only lowers it. What an open fault stands for is not decided again.
    private double decided(int h, double screened) {
        if (masks.own(h) != 0) {
            return screened;
        }
        return (1 - DECIDING) * screened
                + DECIDING * decision.statistic(h, screen.resetTick(h), screen.lastTick());
    }

    /// What [#decided] is at most.
    private double atMost(int h, double screened) {
        if (masks.own(h) != 0) {
            return screened;
        }
        return (1 - DECIDING) * screened
                + DECIDING * decision.atMost(h, screen.resetTick(h), screen.lastTick());
    }

    boolean isSuspected(int h) {
        return screen.statistic(h) >= thresholds.suspicion(h);
    }

    /// How much speaks for a hypothesis among all that are suspected, prior weight included.
    double belief(int h) {
        return screen.statistic(h) * hypotheses.weight(h);
    }

    boolean isSuspectedSeries(int i) {
        return screen.seriesStatistic(i) >= thresholds.seriesSuspicion(series.laneOf(i));
    }
}

package dev.picket.detector;

import dev.picket.model.topology.Component;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/// The one false-alarm budget shared out: each part of it equally among the hypotheses, or single
/// series, that draw on it. All weights add up to at most 1.
final class Weights {

    private final double[] own;
    private final double[] inSilence;
    private final double ofSeries;
    private final double ofRareSeries;

    Weights(Hypotheses hypotheses, SeriesIndex series) {
        this.own = new double[hypotheses.count()];
        this.inSilence = new double[hypotheses.count()];
        int rare = (int) IntStream.range(0, series.count()).filter(i -> series.lane(i).isRare())
                .count();
        this.ofSeries = ComponentClass.Budget.SINGLE_PATH.share()
                / Math.max(1, series.count() - rare);
        this.ofRareSeries = ComponentClass.Budget.RARE.share() / 2 / Math.max(1, rare);
        Map<ComponentClass.Budget, Integer> counts = new EnumMap<>(ComponentClass.Budget.class);
        int regions = 0;
        for (int h = 0; h < own.length; h++) {
            counts.merge(budget(hypotheses, h), 1, Integer::sum);
            regions += isRegion(hypotheses, h) ? 1 : 0;
        }
        for (int h = 0; h < own.length; h++) {
            ComponentClass.Budget budget = budget(hypotheses, h);
            own[h] = ofHypotheses(budget) / counts.getOrDefault(budget, 1);
            inSilence[h] = isRegion(hypotheses, h)
                    ? ComponentClass.Budget.SILENCE.share() / regions
                    : 0;
        }
    }

    /// Of the rare lanes' part, single paths have half.
    private static double ofHypotheses(ComponentClass.Budget budget) {
        return budget == ComponentClass.Budget.RARE ? budget.share() / 2 : budget.share();
    }

    private static ComponentClass.Budget budget(Hypotheses hypotheses, int h) {
        if (hypotheses.lane(h).isRare()) {
            return ComponentClass.Budget.RARE;
        }
        return hypotheses.lane(h).isCapacity()
                ? ComponentClass.Budget.CAPACITY
                : hypotheses.classOf(h).budget();
    }

    private static boolean isRegion(Hypotheses hypotheses, int h) {
        return hypotheses.component(h) instanceof Component.Region;
    }

    /// What a hypothesis may spend.
    double of(int h) {
        return own[h];
    }

    /// What a region's hypothesis may spend beside that while all its own vantages are silent.
    double inSilence(int h) {
        return inSilence[h];
    }

    /// What all series together may spend, each on its own.
    double ofAllSeries(SeriesIndex series) {
        return IntStream.range(0, series.count()).mapToDouble(i -> ofSeries(series.lane(i)))
                .sum();
    }

    /// What one series of a lane may spend on its own.
    double ofSeries(Lane lane) {
        return lane.isRare() ? ofRareSeries : ofSeries;
    }
}

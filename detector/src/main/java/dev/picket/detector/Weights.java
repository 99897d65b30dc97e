package dev.picket.detector;

import dev.picket.model.topology.Component;
import java.util.EnumMap;
import java.util.Map;

/// The one false-alarm budget shared out: each part of it equally among the hypotheses, or single
/// series, that draw on it. All weights add up to at most 1.
final class Weights {

    private final double[] own;
    private final double[] inSilence;
    private final double ofSeries;

    Weights(Hypotheses hypotheses, int series) {
        this.own = new double[hypotheses.count()];
        this.inSilence = new double[hypotheses.count()];
        this.ofSeries = ComponentClass.Budget.SINGLE_PATH.share() / Math.max(1, series);
        Map<ComponentClass.Budget, Integer> counts = new EnumMap<>(ComponentClass.Budget.class);
        int regions = 0;
        for (int h = 0; h < own.length; h++) {
            counts.merge(budget(hypotheses, h), 1, Integer::sum);
            regions += isRegion(hypotheses, h) ? 1 : 0;
        }
        for (int h = 0; h < own.length; h++) {
            ComponentClass.Budget budget = budget(hypotheses, h);
            own[h] = budget.share() / counts.getOrDefault(budget, 1);
            inSilence[h] = isRegion(hypotheses, h)
                    ? ComponentClass.Budget.SILENCE.share() / regions
                    : 0;
        }
    }

    private static ComponentClass.Budget budget(Hypotheses hypotheses, int h) {
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

    /// What one series on its own may spend.
    double ofSeries() {
        return ofSeries;
    }
}

package dev.picket.detector;

import java.util.Arrays;

/// The one knob, shared out: B/w for every hypothesis and for a single series, with Σ w ≤ 1. Half
/// of the log threshold makes a suspicion.
final class Thresholds {

    /// What is this much smaller than every suspicion may be left out of a statistic.
    private static final double NEGLIGIBLE = 1.0 / 32;
    private static final double MOST_NEGLIGIBLE = 1_000;

    private final double[] log;
    private final double[] logInSilence;
    private final double[] suspicion;
    private final double[] worthDeciding;
    private final double[] logSeries;
    private final double[] seriesSuspicion;
    private final double negligible;

    Thresholds(Hypotheses hypotheses, double ticksPerFalseAlarm) {
        this.log = new double[hypotheses.count()];
        this.logInSilence = new double[hypotheses.count()];
        this.suspicion = new double[hypotheses.count()];
        this.worthDeciding = new double[hypotheses.count()];
        this.logSeries = hypotheses.lanes().stream().mapToDouble(lane -> Math.log(
                ticksPerFalseAlarm / hypotheses.weights().ofSeries(lane))).toArray();
        this.seriesSuspicion = Arrays.stream(logSeries).map(log -> Math.exp(log / 2)).toArray();
        double least = Arrays.stream(seriesSuspicion).min().orElse(MOST_NEGLIGIBLE);
        for (int h = 0; h < log.length; h++) {
            log[h] = Math.log(ticksPerFalseAlarm / hypotheses.weight(h));
            double inSilence = hypotheses.weight(h) + hypotheses.weights().inSilence(h);
            logInSilence[h] = Math.log(ticksPerFalseAlarm / inSilence);
            suspicion[h] = Math.exp(log[h] / 2);
            worthDeciding[h] = Math.exp(log[h] / 3);
            least = Math.min(least, worthDeciding[h]);
        }
        this.negligible = Math.min(MOST_NEGLIGIBLE, NEGLIGIBLE * least);
    }

    /// log(B/w) of a hypothesis.
    double log(int h) {
        return log[h];
    }

    /// The same while all vantages of the region it stands for are silent: silence spends a part of
    /// the budget of its own.
    double logInSilence(int h) {
        return logInSilence[h];
    }

    /// The same of one series of a lane.
    double logSeries(int lane) {
        return logSeries[lane];
    }

    /// The statistic of the screen from which a hypothesis is decided on with fixed membership: a
    /// third of the log threshold, below suspicion. The screen is slow where few members are
    /// harmed, and waiting for it to suspect them would give away what deciding gains.
    double worthDeciding(int h) {
        return worthDeciding[h];
    }

    /// The statistic from which a hypothesis is suspected.
    double suspicion(int h) {
        return suspicion[h];
    }

    /// The statistic from which a series of a lane is suspected.
    double seriesSuspicion(int lane) {
        return seriesSuspicion[lane];
    }

    /// A statistic this small makes no difference to anything said.
    double negligible() {
        return negligible;
    }
}

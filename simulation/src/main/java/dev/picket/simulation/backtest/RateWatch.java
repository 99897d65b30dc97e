package dev.picket.simulation.backtest;

import java.time.Instant;
import java.util.Optional;

/// Watches the rate of bad trials of one series for a rise, and after one for its end. It uses only
/// the past.
///
/// Idea: bet against the learnt rate at eight odds, and let every moment be a possible start.
/// Formula: R ← (1 + R)·e for each odds multiplier m, e = (q/p)^k·((1−q)/(1−p))^(n−k), odds(q) =
/// m·odds(p); alarm where the mean of R reaches B. p = max(5·10⁻⁴, 1.5·p̂) is the working rate, p̂ the
/// learnt one. Cost: eight multiplications a sample. Source: Shiryaev–Roberts with a mixture over
/// the alternative (Pollak 1987); E[samples to a false alarm] ≥ B for independent trials at a rate
/// of at most p. Refused: CUSUM on one alternative, which must guess the size of the harm.
final class RateWatch {

    private static final double[] ODDS = {3, 8, 22, 58, 156, 418, 1120, 3000};
    private static final double RATE_MIN = 5e-4;
    private static final double MARGIN = 1.5;
    private static final double PRIOR_RATE = 0.01;
    private static final double PRIOR_TRIALS = 50;
    private static final double RATE_MAX = 0.9;
    /// Samples before which nothing is said.
    private static final int SAMPLES_MIN = 20;

    private final double logThreshold;
    private final double[] logSums = new double[ODDS.length];
    private long samples;
    private double trials;
    private double bad;
    private boolean raised;
    private double strongest;
    private Instant onset = Instant.EPOCH;
    private double raisedTrials;
    private double raisedBad;

    /// @param samplesPerFalseAlarm B, how many samples pass for each false alarm allowed
    RateWatch(double samplesPerFalseAlarm) {
        this.logThreshold = Math.log(samplesPerFalseAlarm);
        restart();
    }

    /// A change of the rate.
    record Rise(boolean up, Instant onset, double logEvidence) {}

    /// Takes `k` bad of `n` trials at `time`.
    Optional<Rise> observe(Instant time, int n, int k) {
        samples++;
        if (samples <= SAMPLES_MIN) {
            learn(n, k);
            return Optional.empty();
        }
        return raised ? watchForEnd(time, n, k) : watchForRise(time, n, k);
    }

    private Optional<Rise> watchForRise(Instant time, int n, int k) {
        double p = Math.min(RATE_MAX, Math.max(RATE_MIN, MARGIN * rate()));
        double sum = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ODDS.length; i++) {
            double odds = ODDS[i] * p / (1 - p);
            logSums[i] = logPlusOne(logSums[i]) + logRatio(n, k, odds / (1 + odds), p);
            sum = logSum(sum, logSums[i]);
        }
        double statistic = sum - Math.log(ODDS.length);
        track(time, n, k);
        if (statistic < logThreshold) {
            learn(n, k);
            return Optional.empty();
        }
        raised = true;
        Instant began = onset;
        restart();
        return Optional.of(new Rise(true, began, statistic));
    }

    /// The rate since the onset against halfway back to normal.
    private Optional<Rise> watchForEnd(Instant time, int n, int k) {
        double normal = Math.min(RATE_MAX, Math.max(RATE_MIN, MARGIN * rate()));
        double high = Math.clamp(raisedBad / Math.max(1, raisedTrials), 2 * normal, 0.99);
        double harmed = Math.max(high / 2, Math.min(high, 2 * normal));
        double step = logRatio(n, k, Math.min(normal, harmed / 2), harmed);
        if (logSums[0] <= 0) {
            onset = time;
        }
        logSums[0] = Math.max(0, logSums[0] + step);
        raisedTrials += n;
        raisedBad += k;
        if (logSums[0] < logThreshold) {
            return Optional.empty();
        }
        double evidence = logSums[0];
        Instant ended = onset;
        raised = false;
        restart();
        return Optional.of(new Rise(false, ended, evidence));
    }

    /// The onset is where the sum of the evidence for a clear rise last stood at its least.
    private void track(Instant time, int n, int k) {
        double p = Math.min(RATE_MAX, Math.max(RATE_MIN, MARGIN * rate()));
        double odds = ODDS[1] * p / (1 - p);
        if (strongest <= 0) {
            onset = time;
            raisedTrials = 0;
            raisedBad = 0;
        }
        strongest = Math.max(0, strongest + logRatio(n, k, odds / (1 + odds), p));
        raisedTrials += n;
        raisedBad += k;
    }

    private void learn(int n, int k) {
        trials += n;
        bad += k;
    }

    private double rate() {
        return (bad + PRIOR_TRIALS * PRIOR_RATE) / (trials + PRIOR_TRIALS);
    }

    private void restart() {
        java.util.Arrays.fill(logSums, raised ? 0 : Double.NEGATIVE_INFINITY);
        strongest = 0;
    }

    private static double logRatio(int n, int k, double q, double p) {
        return k * Math.log(q / p) + (n - k) * (Math.log1p(-q) - Math.log1p(-p));
    }

    private static double logPlusOne(double logValue) {
        return logSum(0, logValue);
    }

    /// ln(e^one + e^other).
    private static double logSum(double one, double other) {
        double most = Math.max(one, other);
        return most == Double.NEGATIVE_INFINITY
                ? most
                : most + Math.log1p(Math.exp(Math.min(one, other) - most));
    }
}

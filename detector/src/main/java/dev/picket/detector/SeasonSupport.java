package dev.picket.detector;

/// Whether factors foretell the hours better than what they lean on: a likelihood-ratio test that
/// goes on as long as the factors are learnt.
///
/// Idea: an hour's bad trials x are foretold twice before it ends, as Poisson of mean e₀ without
/// the factor and e₁ with it: log ratio x·log(e₁/e₀) − (e₁ − e₀). Hours differ by more than
/// Poisson allows (shared blips, congestion of no fixed hour), so the sum is divided by the
/// dispersion that the factors leave, the mean of (x − e₁)²/e₁: a quasi-likelihood. What foretells
/// was learnt before the hour, so factors that only fit noise lose. Sums halve in a day, so that a
/// season that has ended is let go. Cost: a logarithm an hour and class.
/// Source: Dawid (1984), prequential; Wedderburn (1974), quasi-likelihood.
/// Refused: the ratio of the best fit to the flat one, which takes one congested evening for a
/// season; a test on one day, which has nothing to compare an hour with.
final class SeasonSupport {

    /// log 1000.
    private static final double LOG_RATIO_MIN = 6.9;
    /// Fewer hours (six) say nothing of the dispersion.
    private static final double HOURS_MIN = 5.5;
    /// What one hour may add, in dispersions: one fault that went unseen ends no season.
    private static final double LOG_RATIO_MAX = 10;
    private static final double SPREAD_MAX = 25;
    private static final double KEEP_PER_HOUR = Math.pow(0.5, 1 / 24.0);

    private double logRatio;
    private double spread;
    private double hours;

    /// Takes an hour that has ended; both means are positive.
    void add(double bad, double without, double with) {
        double usual = dispersion();
        double excess = bad - with;
        double ratio = bad * Math.log(with / without) - (with - without);
        logRatio = KEEP_PER_HOUR * logRatio
                + Math.clamp(ratio, -LOG_RATIO_MAX * usual, LOG_RATIO_MAX * usual);
        spread = KEEP_PER_HOUR * spread + Math.min(excess * excess / with, SPREAD_MAX * usual);
        hours = KEEP_PER_HOUR * hours + 1;
    }

    boolean holds() {
        return hours >= HOURS_MIN && logRatio >= LOG_RATIO_MIN * dispersion();
    }

    private double dispersion() {
        return hours == 0 ? 1 : Math.max(1, spread / hours);
    }

    DetectorMemory.Support snapshot() {
        return new DetectorMemory.Support(logRatio, spread, hours);
    }

    void restore(DetectorMemory.Support learnt) {
        logRatio = learnt.logRatio();
        spread = learnt.spread();
        hours = learnt.hours();
    }
}

package dev.picket.detector;

import java.time.Instant;
import java.util.Optional;

/// Watches a risen bad rate for its end.
///
/// Idea: S ← max(0, S + log(P_normal/P_harmed)), the end is where S reaches the threshold of the
/// rise, and began where S last stood at zero. Harmed is half the rate seen since the onset, so
/// that a rise that only weakens goes on. Cost: two logarithms a round. Source: Page 1954.
final class RiseEnd {

    private static final double RATE_MAX = 0.99;

    private final double normal;
    private final double logThreshold;
    private double raisedBad;
    private double raisedRounds = 1;
    private double sum;
    private Instant began = Instant.EPOCH;

    /// @param normal the working rate before the rise
    RiseEnd(double normal, SeriesSide.Found rise, double logThreshold) {
        this.normal = normal;
        this.logThreshold = logThreshold;
        this.raisedBad = rise.rate();
    }

    Optional<SeriesSide.Found> add(Instant time, int n, int k) {
        double least = Math.min(RATE_MAX, 2 * normal);
        double high = Math.clamp(raisedBad / raisedRounds, least, RATE_MAX);
        double harmed = Math.max(high / 2, least);
        double calm = Math.min(normal, harmed / 2);
        if (sum <= 0) {
            sum = 0;
            began = time;
        }
        sum = Math.max(0, sum + k * Math.log(calm / harmed)
                + (n - k) * (Math.log1p(-calm) - Math.log1p(-harmed)));
        raisedRounds++;
        raisedBad += (double) k / n;
        return sum < logThreshold
                ? Optional.empty()
                : Optional.of(new SeriesSide.Found(began, sum, (double) k / n));
    }
}

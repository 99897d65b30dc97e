package dev.picket.simulation.scorecard.statistic;

/// The ends of a 95 % interval.
public record Interval(double low, double high) {

    /// The two-sided 97.5 % point of the normal distribution.
    static final double Z = 1.959963984540054;

    /// Of a ratio `hits` of `n` (Wilson 1927): never outside 0..1 and right near its ends, where
    /// the usual one is not. Nothing known: 0 to 1.
    public static Interval wilson(long hits, long n) {
        if (n == 0) {
            return new Interval(0, 1);
        }
        double ratio = (double) hits / n;
        double square = Z * Z / n;
        double middle = (ratio + square / 2) / (1 + square);
        double half = Z / (1 + square)
                * Math.sqrt(ratio * (1 - ratio) / n + square / (4 * n));
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /// Of the mean of a Poisson count: exact at none seen (3.69 by either tail of 2.5 %), else by
    /// the approximation of Byar (Breslow and Day 1987), right to a few per cent from one on.
    public static Interval ofCount(long count) {
        double seen = (double) count;
        double upper = seen + 1;
        double high = upper * Math.pow(1 - 1 / (9 * upper) + Z / (3 * Math.sqrt(upper)), 3);
        double low = count == 0
                ? 0
                : seen * Math.pow(1 - 1 / (9 * seen) - Z / (3 * Math.sqrt(seen)), 3);
        return new Interval(low, count == 0 ? -Math.log(0.025) : high);
    }

    /// Of a mean, by the normal approximation.
    public static Interval ofMean(double mean, double standardError) {
        return new Interval(mean - Z * standardError, mean + Z * standardError);
    }
}

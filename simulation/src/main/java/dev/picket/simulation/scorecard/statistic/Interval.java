package dev.picket.simulation.scorecard.statistic;

import java.util.function.DoubleUnaryOperator;

/// The ends of a 95 % interval.
public record Interval(double low, double high) {

    /// The two-sided 97.5 % point of the normal distribution.
    static final double Z = 1.959963984540054;
    private static final double ONE_SIDED = 0.05;
    private static final double EACH_SIDE = 0.025;
    /// Halvings of a bracket: enough for every bit of a double.
    private static final int HALVINGS = 100;

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

    /// Of the mean of a Poisson count, exact (Garwood 1936), with 2.5 % beyond either end.
    public static Interval ofCount(long count) {
        return new Interval(meanBelow(count, EACH_SIDE), meanAbove(count, EACH_SIDE));
    }

    /// What the mean of a Poisson count does not exceed, at 95 %, one-sided and exact: 3.00 where
    /// none was seen, 4.74 after one. Its lower end is 0.
    public static Interval atMostOfCount(long count) {
        return new Interval(0, meanAbove(count, ONE_SIDED));
    }

    /// The mean under which so few as `count` come with this chance.
    private static double meanAbove(long count, double chance) {
        double seen = (double) count;
        double high = seen + 10 * Math.sqrt(seen + 1) + 10;
        return root(mean -> atMost(count, mean) - chance, seen, high);
    }

    /// The mean under which so many as `count` come with this chance.
    private static double meanBelow(long count, double chance) {
        return count == 0
                ? 0
                : root(mean -> atMost(count - 1, mean) - (1 - chance), 0, (double) count);
    }

    /// Where a falling function is zero.
    private static double root(DoubleUnaryOperator falling, double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (falling.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /// P(N ≤ count) for a Poisson N, summed from its last term down. Cost: linear in the count.
    private static double atMost(long count, double mean) {
        if (mean == 0) {
            return 1;
        }
        double logTerm = -mean;
        for (long i = 1; i <= count; i++) {
            logTerm += Math.log(mean / i);
        }
        double sum = 0;
        for (long i = count; i >= 0; i--) {
            sum += Math.exp(logTerm);
            logTerm -= Math.log(mean / Math.max(1, i));
        }
        return Math.min(1, sum);
    }

    /// Of a mean, by the normal approximation.
    public static Interval ofMean(double mean, double standardError) {
        return new Interval(mean - Z * standardError, mean + Z * standardError);
    }
}

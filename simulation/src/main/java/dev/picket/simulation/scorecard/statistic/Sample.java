package dev.picket.simulation.scorecard.statistic;

import java.util.Arrays;
import java.util.Collection;

/// Values that were measured, sorted.
public final class Sample {

    private final double[] sorted;

    private Sample(double[] values) {
        this.sorted = values;
        Arrays.sort(sorted);
    }

    public static Sample of(Collection<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public int size() {
        return sorted.length;
    }

    public double mean() {
        return Arrays.stream(sorted).average().orElse(Double.NaN);
    }

    public double standardError() {
        double mean = mean();
        double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / Math.max(1, sorted.length - 1) / Math.max(1, sorted.length));
    }

    public double max() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    /// The smallest value that at least the part `p` of all values do not exceed.
    public double quantile(double p) {
        return sorted.length == 0 ? Double.NaN : sorted[rank((int) Math.ceil(p * sorted.length))];
    }

    /// The 95 % interval of a quantile from order statistics: the number of values below it is
    /// binomial, whatever their distribution. Few values: the ends of the sample.
    public Interval interval(double p) {
        if (sorted.length == 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        double n = sorted.length;
        double half = Interval.Z * Math.sqrt(n * p * (1 - p));
        return new Interval(sorted[rank((int) Math.floor(n * p - half))],
                sorted[rank((int) Math.ceil(n * p + half) + 1)]);
    }

    private int rank(int one) {
        return Math.clamp(one - 1L, 0, sorted.length - 1);
    }
}

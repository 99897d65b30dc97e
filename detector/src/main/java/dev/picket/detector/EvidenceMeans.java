package dev.picket.detector;

import java.util.Arrays;

/// What the evidence of a class averaged so far, per context and harm: the null is watched.
///
/// Idea: under a calibrated null the mean of e is at most 1. Where the upper 95 % bound of its past
/// mean is above 1, the tables made from then on are divided by it. A prior of tallies with e = 1
/// stands for what was not yet seen. Cost: one addition per harm and kind of tally counted.
final class EvidenceMeans {

    private static final double PRIOR_TALLIES = 1_000;
    /// One-sided 95 % of the normal distribution.
    private static final double SIGMAS = 1.645;

    private final int points;
    private final double[] tallies = new double[Context.COUNT];
    private final double[] sum;
    private final double[] squares;

    EvidenceMeans(HarmGrid grid) {
        this.points = grid.points();
        this.sum = new double[Context.COUNT * points];
        this.squares = new double[Context.COUNT * points];
    }

    void add(EvidenceTable judge, int bad, int count) {
        tallies[judge.context()] += count;
        int at = judge.context() * points;
        for (int q = 0; q < points; q++) {
            double e = judge.evidence(bad, q) * judge.discount(q);
            sum[at + q] += count * e;
            squares[at + q] += count * e * e;
        }
    }

    void forget(double factor) {
        for (double[] sums : new double[][]{tallies, sum, squares}) {
            Arrays.setAll(sums, i -> sums[i] * factor);
        }
    }

    /// What the evidence of a context is divided by, for each harm: at least 1.
    double[] discounts(int context) {
        double[] discounts = new double[points];
        double n = tallies[context] + PRIOR_TALLIES;
        for (int q = 0; q < points; q++) {
            double mean = (sum[context * points + q] + PRIOR_TALLIES) / n;
            double square = (squares[context * points + q] + PRIOR_TALLIES) / n;
            double deviation = Math.sqrt(Math.max(0, square - mean * mean) / n);
            discounts[q] = Math.max(1, mean + SIGMAS * deviation);
        }
        return discounts;
    }
}

package dev.picket.detector;

import org.apache.commons.math3.distribution.BinomialDistribution;

/// The evidence of k bad out of n trials for every harm of a grid, ready to look up.
///
/// Idea: e = P1/P0. P0 is the learnt null Bin(n, p), P1 adds harm to it and nothing else; both have
/// the same floor ε/(n+1) under them, so that no tally, however odd, is worth more than what a null
/// of that looseness admits. The expectation of e under P0 is at most 1 (the sum of the floored
/// numerators is 1, and uniform mass favours e more than P0 does), so products over ticks and paths
/// are e-processes. Refused: a cap on e, which is neither calibrated nor symmetric.
final class EvidenceTable {

    /// A round is *bad* when its null calls as many bad trials or more less likely than this.
    private static final double BAD_ROUND = 0.002;

    private final HarmGrid grid;
    private final double rate;
    private final int trials;
    private final double[] evidence;
    private final double[] logEvidence;
    private final int badFrom;

    EvidenceTable(HarmGrid grid, double rate, int trials, double floor) {
        this.grid = grid;
        this.rate = rate;
        this.trials = trials;
        int points = grid.points();
        this.evidence = new double[(trials + 1) * points];
        this.logEvidence = new double[(trials + 1) * points];
        BinomialDistribution calm = new BinomialDistribution(null, trials, rate);
        double uniform = floor / (trials + 1);
        for (int q = 0; q < points; q++) {
            var harmed = new BinomialDistribution(null, trials, grid.harmedRate(rate, q));
            for (int k = 0; k <= trials; k++) {
                double e = ((1 - floor) * harmed.probability(k) + uniform)
                        / ((1 - floor) * calm.probability(k) + uniform);
                evidence[k * points + q] = e;
                logEvidence[k * points + q] = Math.log(e);
            }
        }
        this.badFrom = badFrom(calm);
    }

    private static int badFrom(BinomialDistribution calm) {
        int k = 1;
        while (k < calm.getNumberOfTrials() && 1 - calm.cumulativeProbability(k - 1) > BAD_ROUND) {
            k++;
        }
        return k;
    }

    HarmGrid grid() {
        return grid;
    }

    /// p̄, the working rate of the null.
    double rate() {
        return rate;
    }

    int trials() {
        return trials;
    }

    /// Rows of `grid.points()` values, one row for each k.
    double[] evidence() {
        return evidence;
    }

    double[] logEvidence() {
        return logEvidence;
    }

    double evidence(int bad, int point) {
        return evidence[bad * grid.points() + point];
    }

    /// Whether k bad trials make the round a bad one.
    boolean isBadRound(int bad) {
        return bad >= badFrom;
    }
}

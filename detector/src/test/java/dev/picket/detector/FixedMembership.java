package dev.picket.detector;

import java.util.Arrays;

/// log M = log Σ_τ mean_{q,s} Π_i (1 − s + s·Λ_i^{τ..now}(q)) of one group of paths, over the last
/// starts τ: the decision statistic, in its plainest form.
final class FixedMembership {

    static final int STARTS = 32;

    private static final double[] SHARES = {0.1, 0.3, 0.6, 0.95};
    private static final double MAX_LOG = 500;

    private final int paths;
    private final int points;
    private final double[][] since;
    private int ticks;

    FixedMembership(int paths, int points) {
        this.paths = paths;
        this.points = points;
        this.since = new double[STARTS][paths * points];
    }

    /// Opens a tick: one more start, the oldest dropped.
    void begin() {
        Arrays.fill(since[ticks++ % STARTS], 0);
    }

    /// Adds what a path's tally of this tick is worth.
    void add(int path, EvidenceTable table, int bad) {
        for (int start = 0; start < Math.min(ticks, STARTS); start++) {
            for (int q = 0; q < points; q++) {
                double e = table.evidence(bad, q);
                boolean first = start == (ticks - 1) % STARTS;
                since[start][path * points + q] += Math
                        .log(first ? 1 + Decision.BEGUN * (e - 1) : e);
            }
        }
    }

    double logStatistic() {
        int starts = Math.min(ticks, STARTS);
        double[] logs = new double[starts * points * SHARES.length];
        int at = 0;
        for (int start = 0; start < starts; start++) {
            for (int q = 0; q < points; q++) {
                for (double share : SHARES) {
                    logs[at++] = product(since[start], q, share);
                }
            }
        }
        return SinceOnset.logMean(logs, 0, at) + Math.log(starts);
    }

    private double product(double[] log, int q, double share) {
        double total = 0;
        for (int i = 0; i < paths; i++) {
            total += Math.log1p(share * Math.expm1(Math.min(MAX_LOG, log[i * points + q])));
        }
        return total;
    }
}

package dev.picket.detector;

import java.util.Arrays;

/// The evidence of each series of one lane from a start until now, per harm of the grid, with the
/// likelihood of a component computed from it. Starts move backwards: [#addTick] adds an earlier
/// tick.
final class SinceOnset {

    private static final double[] SHARES = {0.1, 0.3, 0.6, 0.95};
    private static final double MAX_LOG = 150;
    private static final double LARGE = 1e150;

    private final TallyRing ring;
    private final int first;
    private final int points;
    private final double[] log;
    private final double[] product = new double[SHARES.length * HarmGrid.MAX_POINTS];
    private final double[] logProduct = new double[SHARES.length * HarmGrid.MAX_POINTS];

    SinceOnset(TallyRing ring, SeriesIndex series, int lane) {
        this.ring = ring;
        this.first = series.laneStart(lane);
        this.points = series.lanes().get(lane).grid().points();
        this.log = new double[(series.laneEnd(lane) - first) * points];
    }

    void addTick(long tick, int i) {
        if (!ring.has(tick, i)) {
            return;
        }
        double[] logEvidence = ring.table(tick, i).logEvidence();
        int row = ring.bad(tick, i) * points;
        int at = (i - first) * points;
        for (int q = 0; q < points; q++) {
            log[at + q] += logEvidence[row + q];
        }
    }

    void clear(int i) {
        int at = (i - first) * points;
        Arrays.fill(log, at, at + points, 0);
    }

    /// The largest evidence over the harms of one series.
    double strongest(int i) {
        double best = Double.NEGATIVE_INFINITY;
        for (int q = 0; q < points; q++) {
            best = Math.max(best, log[(i - first) * points + q]);
        }
        return best;
    }

    /// The evidence of one series, harms averaged.
    double ofSeries(int i) {
        int at = (i - first) * points;
        return logMean(log, at, points);
    }

    /// log of: mean over shares s of the product over groups of the mean over harms of the product
    /// over members of (1−s) + s·Λ.
    double ofMembers(Hypotheses.Members members) {
        double[] total = new double[SHARES.length];
        for (int g = 0; g < members.groups(); g++) {
            multiplyGroup(members, g);
            for (int s = 0; s < SHARES.length; s++) {
                total[s] += logMean(logProduct, s * points, points);
            }
        }
        return logMean(total, 0, total.length);
    }

    private void multiplyGroup(Hypotheses.Members members, int g) {
        Arrays.fill(product, 1);
        Arrays.fill(logProduct, 0);
        for (int m = members.groupStart()[g]; m < members.groupStart()[g + 1]; m++) {
            int at = (members.series()[m] - first) * points;
            for (int q = 0; q < points; q++) {
                double gain = Math.exp(Math.min(MAX_LOG, log[at + q])) - 1;
                for (int s = 0; s < SHARES.length; s++) {
                    multiply(s * points + q, 1 + SHARES[s] * members.share()[m] * gain);
                }
            }
        }
        for (int j = 0; j < SHARES.length * points; j++) {
            logProduct[j] += Math.log(product[j]);
        }
    }

    private void multiply(int j, double factor) {
        product[j] *= factor;
        if (product[j] > LARGE || product[j] < 1 / LARGE) {
            logProduct[j] += Math.log(product[j]);
            product[j] = 1;
        }
    }

    static double logMean(double[] logs, int from, int count) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = from; j < from + count; j++) {
            max = Math.max(max, logs[j]);
        }
        if (max == Double.NEGATIVE_INFINITY) {
            return max;
        }
        double total = 0;
        for (int j = from; j < from + count; j++) {
            total += Math.exp(logs[j] - max);
        }
        return max + Math.log(total / count);
    }
}

package dev.picket.detector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The evidence of each series of one lane from a start until now, per harm of the grid, with the
/// likelihood of a component computed from it. Starts move backwards: [#addTick] adds an earlier
/// tick.
final class SinceOnset {

    private static final double[] SHARES = {0.1, 0.3, 0.6, 0.95};
    /// Parts of all the lane's paths that a group without a name is tried with.
    private static final double[] GROUP_SHARES = {0.001, 0.003, 0.01, 0.03, 0.1};
    /// A series is surely of a group from these odds on.
    private static final double SURE_ODDS = 19;
    private static final double MAX_LOG = 150;
    private static final double LARGE = 1e150;

    private final TallyRing ring;
    private final int first;
    private final int points;
    private final double[] log;
    /// Λ − 1 of each series and harm, worked out when asked for.
    private final double[] gain;
    private final BitSet known = new BitSet();
    private BitSet explained = new BitSet();
    private final double[] product = new double[SHARES.length * HarmGrid.MAX_POINTS];
    private final double[] logProduct = new double[SHARES.length * HarmGrid.MAX_POINTS];

    SinceOnset(TallyRing ring, SeriesIndex series, int lane) {
        this.ring = ring;
        this.first = series.laneStart(lane);
        this.points = series.lanes().get(lane).grid().points();
        this.log = new double[(series.laneEnd(lane) - first) * points];
        this.gain = new double[log.length];
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
        known.clear(i - first);
    }

    /// From now on these series, numbered as in the index, say nothing of any component.
    void explain(BitSet series) {
        explained = series;
    }

    private double gain(int i, int q) {
        int at = (i - first) * points;
        if (!known.get(i - first)) {
            known.set(i - first);
            for (int each = 0; each < points; each++) {
                gain[at + each] = Math.exp(Math.min(MAX_LOG, log[at + each])) - 1;
            }
        }
        return gain[at + q];
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
            int i = members.series()[m];
            for (int q = 0; !explained.get(i) && q < points; q++) {
                double gain = members.share(m) * gain(i, q);
                for (int s = 0; s < SHARES.length; s++) {
                    multiply(s * points + q, 1 + SHARES[s] * gain);
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

    /// Paths that fail together and need nothing in common: the likelihood of (1−s) + s·Λ over all
    /// series, for the share s and harm that fit best, where only the series that are surely of the
    /// group add to it and every other one may only take away.
    Group ofAnyPaths() {
        Group best = new Group(List.of(), 0);
        for (double share : GROUP_SHARES) {
            for (int q = 0; q < points; q++) {
                Group one = ofAnyPaths(share, q);
                best = one.logLikelihood() > best.logLikelihood() ? one : best;
            }
        }
        return new Group(best.series(),
                best.logLikelihood() - Math.log(GROUP_SHARES.length * points));
    }

    private Group ofAnyPaths(double share, int q) {
        List<Integer> group = new ArrayList<>();
        double total = 0;
        for (int i = first; i < first + log.length / points; i++) {
            double gain = explained.get(i) ? 0 : share * gain(i, q);
            if (gain > SURE_ODDS) {
                group.add(i);
                total += Math.log1p(gain);
            } else {
                total += Math.min(0, Math.log1p(gain));
            }
        }
        return new Group(group, total);
    }

    /// Series that are bad together, and the evidence for that.
    record Group(List<Integer> series, double logLikelihood) {
        Group {
            series = List.copyOf(series);
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

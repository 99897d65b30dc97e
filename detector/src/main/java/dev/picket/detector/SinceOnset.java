package dev.picket.detector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The evidence of each series of one lane from a start until now, per harm of the grid, with the
/// likelihood of a component computed from it. Starts move backwards: [#addTick] adds an earlier
/// tick.
final class SinceOnset {

    /// Parts of all the lane's paths that a group without a name is tried with.
    private static final double[] GROUP_SHARES = {0.001, 0.003, 0.01, 0.03, 0.1};
    /// A series is surely of a group from these odds on.
    private static final double SURE_ODDS = 19;

    private final TallyRing ring;
    private final int first;
    private final int end;
    private final int points;
    private final Histories histories;
    private BitSet explained = new BitSet();
    private final double[] product;

    SinceOnset(TallyRing ring, SeriesIndex series, int lane) {
        this.ring = ring;
        this.first = series.laneStart(lane);
        this.end = series.laneEnd(lane);
        this.points = series.lanes().get(lane).grid().points();
        this.histories = new Histories(end - first, points);
        this.product = new double[Histories.SHARES.length * points];
    }

    void addTick(long tick, int i) {
        int cell = ring.cell(tick, i);
        if (cell != Cells.NONE) {
            histories.add(i - first, ring.cells(), cell);
        }
    }

    /// From now on these series, numbered as in the index, say nothing of any component.
    void explain(BitSet series) {
        explained = series;
    }

    private int history(int i) {
        return histories.of(i - first);
    }

    /// The largest evidence over the harms of one series.
    double strongest(int i) {
        return histories.strongest(history(i));
    }

    /// The evidence of one series, harms averaged.
    double ofSeries(int i) {
        double[] log = new double[points];
        for (int q = 0; q < points; q++) {
            log[q] = histories.log(history(i), q);
        }
        return logMean(log, 0, points);
    }

    /// log of: mean over shares s of the product over groups of the mean over harms of the product
    /// over members of (1−s) + s·Λ.
    double ofMembers(Hypotheses.Members members) {
        double[] total = new double[Histories.SHARES.length];
        for (int g = 0; g < members.groups(); g++) {
            Arrays.fill(product, 0);
            for (int m = members.groupStart()[g]; m < members.groupStart()[g + 1]; m++) {
                int i = members.series()[m];
                if (!explained.get(i)) {
                    histories.addLogs(history(i), members.share(m), product);
                }
            }
            for (int s = 0; s < total.length; s++) {
                total[s] += logMean(product, s * points, points);
            }
        }
        return logMean(total, 0, total.length);
    }

    /// Paths that fail together and need nothing in common: the likelihood of (1−s) + s·Λ over all
    /// series, for the share s and harm that fit best, where only the series that are surely of the
    /// group add to it and every other one may only take away.
    Group ofAnyPaths() {
        int[] unexplained = new int[histories.count()];
        for (int i = first; i < end; i++) {
            unexplained[history(i)] += explained.get(i) ? 0 : 1;
        }
        double best = 0;
        double share = 0;
        int harm = -1;
        for (double tried : GROUP_SHARES) {
            for (int q = 0; q < points; q++) {
                double total = ofAnyPaths(tried, q, unexplained);
                if (total > best) {
                    best = total;
                    share = tried;
                    harm = q;
                }
            }
        }
        List<Integer> group = new ArrayList<>();
        for (int i = first; harm >= 0 && i < end; i++) {
            if (!explained.get(i) && isSure(history(i), share, harm)) {
                group.add(i);
            }
        }
        return new Group(group, best - Math.log(GROUP_SHARES.length * points));
    }

    private double ofAnyPaths(double share, int q, int[] unexplained) {
        double total = 0;
        for (int history = 0; history < unexplained.length; history++) {
            if (unexplained[history] > 0) {
                double each = Math.log1p(share * histories.gain(history, q));
                total += unexplained[history]
                        * (isSure(history, share, q) ? each : Math.min(0, each));
            }
        }
        return total;
    }

    private boolean isSure(int history, double share, int q) {
        return share * histories.gain(history, q) > SURE_ODDS;
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

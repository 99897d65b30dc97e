package dev.picket.detector;

import java.util.Arrays;

/// The statistic of every hypothesis and of every single series, updated each tick.
///
/// Idea: R ← (1+R)·Π_g mean over the members of group g of ((1−s)+s·e), for each harm q of the grid
/// and each share s of members harmed; M is the mean of R over q and s. Half of M is the plain mean
/// of the members' own statistics, which has power where few members are harmed. The "+1" is a new
/// start each tick, so E\[M\] grows by at most 1 a tick under the null and M ≥ B/w happens at most
/// once in B/w ticks (Shiryaev–Roberts).
/// Cost: members × grid points a tick, no logarithms. Sums stay linear, capped far above any
/// threshold; a product too small for a double counts as 0, which only lowers it.
/// Refused: the maximum over starts (CUSUM), whose false-alarm rate has no such bound.
final class Screen {

    private static final double[] SHARES = {0.03, 0.2, 1};
    private static final double CAP = 1e200;

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final TallyRing ring;
    private final Masks masks;
    private final int[] offset;
    private final double[] sum;
    private final double[] seriesSum;
    private final double[] seriesMean;
    private final double[] scratch;

    Screen(Hypotheses hypotheses, SeriesIndex series, TallyRing ring, Masks masks) {
        this.hypotheses = hypotheses;
        this.series = series;
        this.ring = ring;
        this.masks = masks;
        this.offset = new int[hypotheses.count() + 1];
        for (int h = 0; h < hypotheses.count(); h++) {
            offset[h + 1] = offset[h] + SHARES.length * points(h);
        }
        this.sum = new double[offset[hypotheses.count()]];
        this.seriesSum = new double[series.count() * HarmGrid.MAX_POINTS];
        this.seriesMean = new double[series.count()];
        this.scratch = new double[HarmGrid.MAX_POINTS * (1 + SHARES.length)];
    }

    private int points(int h) {
        return hypotheses.lane(h).grid().points();
    }

    /// Adds one tick of the ring to every statistic.
    void update(long tick) {
        for (int i = 0; i < series.count(); i++) {
            updateSeries(i, tick);
        }
        for (int h = 0; h < hypotheses.count(); h++) {
            multiply(h, tick, sum, offset[h]);
        }
    }

    private void updateSeries(int i, long tick) {
        int at = i * HarmGrid.MAX_POINTS;
        int points = series.lane(i).grid().points();
        double total = 0;
        if (ring.has(tick, i)) {
            double[] e = ring.table(tick, i).evidence();
            int row = ring.bad(tick, i) * points;
            for (int q = 0; q < points; q++) {
                seriesSum[at + q] = Math.min(CAP, (1 + seriesSum[at + q]) * e[row + q]);
                total += seriesSum[at + q];
            }
        } else {
            for (int q = 0; q < points; q++) {
                seriesSum[at + q] = Math.min(CAP, 1 + seriesSum[at + q]);
                total += seriesSum[at + q];
            }
        }
        seriesMean[i] = total / points;
    }

    /// One tick of one hypothesis, into `target` from index `at`.
    private void multiply(int h, long tick, double[] target, int at) {
        int points = points(h);
        Hypotheses.Members members = hypotheses.members(h);
        for (int j = 0; j < SHARES.length * points; j++) {
            scratch[points + j] = 1;
        }
        for (int g = 0; g < members.groups(); g++) {
            int counted = groupMean(h, members, g, tick);
            for (int s = 0; counted > 0 && s < SHARES.length; s++) {
                for (int q = 0; q < points; q++) {
                    int j = points + s * points + q;
                    scratch[j] = Math.min(CAP,
                            scratch[j] * (1 + SHARES[s] * (scratch[q] / counted)));
                }
            }
        }
        for (int j = 0; j < SHARES.length * points; j++) {
            target[at + j] = Math.min(CAP, (1 + target[at + j]) * scratch[points + j]);
        }
    }

    /// Sums share·(e − 1) over a group's members that count, per harm, and says how many count.
    private int groupMean(int h, Hypotheses.Members members, int g, long tick) {
        int points = points(h);
        Arrays.fill(scratch, 0, points, 0);
        int counted = 0;
        for (int m = members.groupStart()[g]; m < members.groupStart()[g + 1]; m++) {
            int i = members.series()[m];
            if (!ring.has(tick, i) || !masks.counts(i, h)) {
                continue;
            }
            double[] e = ring.table(tick, i).evidence();
            int row = ring.bad(tick, i) * points;
            float share = members.share()[m];
            for (int q = 0; q < points; q++) {
                scratch[q] += share * (e[row + q] - 1);
            }
            counted++;
        }
        return counted;
    }

    /// M of a hypothesis.
    double statistic(int h) {
        double total = 0;
        for (int j = offset[h]; j < offset[h + 1]; j++) {
            total += sum[j];
        }
        return 0.5 * total / (offset[h + 1] - offset[h]) + 0.5 * membersMean(h);
    }

    private double membersMean(int h) {
        int[] members = hypotheses.members(h).series();
        double total = 0;
        for (int i : members) {
            total += masks.counts(i, h) ? seriesMean[i] : 0;
        }
        return total / members.length;
    }

    /// M of a series on its own; 0 while an open fault explains it.
    double seriesStatistic(int i) {
        return masks.explained(i) == 0 ? seriesMean[i] : 0;
    }

    void reset(int h) {
        Arrays.fill(sum, offset[h], offset[h + 1], 0);
    }

    void resetSeries(int i) {
        Arrays.fill(seriesSum, i * HarmGrid.MAX_POINTS, (i + 1) * HarmGrid.MAX_POINTS, 0);
        seriesMean[i] = 0;
    }

    void resetAll() {
        Arrays.fill(sum, 0);
        Arrays.fill(seriesSum, 0);
        Arrays.fill(seriesMean, 0);
    }

    /// Takes out of a hypothesis what series explained since had added to it: the sums over the
    /// ring without them, where those are smaller.
    void withoutExplained(int h, long now) {
        double[] again = new double[offset[h + 1] - offset[h]];
        for (long tick = now - TallyRing.TICKS + 1; tick <= now; tick++) {
            if (ring.holds(tick)) {
                multiply(h, tick, again, 0);
            }
        }
        for (int j = 0; j < again.length; j++) {
            sum[offset[h] + j] = Math.min(sum[offset[h] + j], again[j]);
        }
    }
}

package dev.picket.detector;

import java.util.Arrays;

/// The factors of one hypothesis, worked out from the ring: what [Screen] keeps up to date from
/// changes alone.
///
/// Idea: ticks are asked for in order, and from one to the next most members have the same cell; so
/// the sums over members are carried from tick to tick, and only changes are added. Sums are whole
/// numbers, so that they are those worked out anew, bit for bit. Cost: a comparison a member and
/// tick, and one multiplication for each pooled group, harm and share.
final class RingProducts {

    private final Hypotheses hypotheses;
    private final TallyRing ring;
    private final Masks masks;
    private final long[] log = new long[Cells.LOGS];
    private final double[] single = new double[Cells.LOGS];
    private final double[] factor = new double[Cells.LOGS];
    private int points;
    private int h = -1;
    private long tick;
    private long masksSeen;
    /// By member of the hypothesis: its cell in the tick before, the first tick it counts from, and
    /// its pooled group, or -1.
    private int[] cell = new int[0];
    private long[] from = new long[0];
    private int[] group = new int[0];
    /// By pooled group of the hypothesis.
    private long[] gain = new long[0];
    private int[] counted = new int[0];
    private int pooled;

    RingProducts(Evidence evidence) {
        this.hypotheses = evidence.hypotheses();
        this.ring = evidence.ring();
        this.masks = evidence.masks();
    }

    /// Works out a tick; false where the ring does not hold it.
    boolean multiply(int hypothesis, long asked) {
        if (hypothesis != h || asked != tick + 1 || masksSeen != masks.version()) {
            begin(hypothesis);
        }
        tick = asked;
        if (!ring.holds(asked)) {
            return false;
        }
        addChanges();
        for (int j = 0; j < points * Screen.SHARES.length; j++) {
            factor[j] = single[j];
        }
        for (int g = 0; g < pooled; g++) {
            Screen.multiply(factor, 0, points, gain, g * points, counted[g]);
        }
        for (int j = 0; j < points * Screen.SHARES.length; j++) {
            factor[j] = FixedPoint.capped(factor[j]);
        }
        return true;
    }

    private void begin(int hypothesis) {
        h = hypothesis;
        masksSeen = masks.version();
        points = hypotheses.lane(h).grid().points();
        Hypotheses.Members members = hypotheses.members(h);
        if (cell.length < members.size()) {
            cell = new int[members.size()];
            from = new long[members.size()];
            group = new int[members.size()];
            gain = new long[members.size() * Cells.POINTS];
            counted = new int[members.size()];
        }
        pooled = 0;
        for (int g = 0; g < members.groups(); g++) {
            int number = Memberships.isPooled(members, g) ? pooled++ : -1;
            for (int m = members.groupStart()[g]; m < members.groupStart()[g + 1]; m++) {
                group[m] = number;
                from[m] = masks.countsFrom(members.series()[m], h);
            }
        }
        Arrays.fill(cell, 0, members.size(), Cells.NONE);
        Arrays.fill(log, 0);
        Arrays.fill(gain, 0, pooled * points, 0);
        Arrays.fill(counted, 0, pooled, 0);
        exponentiate();
    }

    private void exponentiate() {
        for (int j = 0; j < points * Screen.SHARES.length; j++) {
            single[j] = FixedPoint.exp(log[j]);
        }
    }

    private void addChanges() {
        Hypotheses.Members members = hypotheses.members(h);
        int[] series = members.series();
        int slot = TallyRing.slot(tick);
        boolean changed = false;
        for (int m = 0; m < series.length; m++) {
            int now = tick >= from[m] ? ring.cellAt(slot, series[m]) : Cells.NONE;
            if (now != cell[m]) {
                changed |= group[m] < 0;
                change(m, now, members.share(m));
                cell[m] = now;
            }
        }
        if (changed) {
            exponentiate();
        }
    }

    private void change(int m, int now, double share) {
        if (group[m] < 0) {
            long[] logs = ring.cells().log();
            for (int j = 0; j < points * Screen.SHARES.length; j++) {
                log[j] += logs[now * Cells.LOGS + j] - logs[cell[m] * Cells.LOGS + j];
            }
            return;
        }
        long[] gains = ring.cells().gain();
        for (int q = 0; q < points; q++) {
            gain[group[m] * points + q] += ScreenPart.share(gains[now * Cells.POINTS + q], share)
                    - ScreenPart.share(gains[cell[m] * Cells.POINTS + q], share);
        }
        counted[group[m]] += (now == Cells.NONE ? 0 : 1) - (cell[m] == Cells.NONE ? 0 : 1);
    }

    /// The factor of a share and harm at `s · points + q`.
    double factor(int j) {
        return factor[j];
    }
}

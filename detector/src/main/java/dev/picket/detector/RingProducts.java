package dev.picket.detector;

import java.util.Arrays;

/// One tick's factor of one hypothesis, worked out from the ring member by member: what [Screen]
/// keeps up to date from changes alone.
final class RingProducts {

    private final Hypotheses hypotheses;
    private final TallyRing ring;
    private final Masks masks;
    private final long[] gain = new long[Cells.POINTS];
    private final long[] log = new long[Cells.LOGS];
    private final double[] factor = new double[Cells.LOGS];
    private int points;

    RingProducts(Evidence evidence) {
        this.hypotheses = evidence.hypotheses();
        this.ring = evidence.ring();
        this.masks = evidence.masks();
    }

    /// Works out a tick; false where the ring does not hold it.
    boolean multiply(int h, long tick) {
        if (!ring.holds(tick)) {
            return false;
        }
        points = hypotheses.lane(h).grid().points();
        Arrays.fill(log, 0);
        Hypotheses.Members members = hypotheses.members(h);
        for (int g = 0; g < members.groups(); g++) {
            if (!Memberships.isPooled(members, g)) {
                addSingle(members.series()[members.groupStart()[g]], h, tick);
            }
        }
        for (int j = 0; j < points * Screen.SHARES.length; j++) {
            factor[j] = FixedPoint.exp(log[j]);
        }
        for (int g = 0; g < members.groups(); g++) {
            if (Memberships.isPooled(members, g)) {
                multiplyPooled(members, g, h, tick);
            }
        }
        return true;
    }

    private void addSingle(int i, int h, long tick) {
        if (!masks.counts(i, h, tick)) {
            return;
        }
        long[] logs = ring.cells().log();
        int row = ring.cell(tick, i) * Cells.LOGS;
        for (int j = 0; j < points * Screen.SHARES.length; j++) {
            log[j] += logs[row + j];
        }
    }

    private void multiplyPooled(Hypotheses.Members members, int g, int h, long tick) {
        Arrays.fill(gain, 0);
        int counted = 0;
        for (int m = members.groupStart()[g]; m < members.groupStart()[g + 1]; m++) {
            int i = members.series()[m];
            if (!ring.has(tick, i) || !masks.counts(i, h, tick)) {
                continue;
            }
            int row = ring.cell(tick, i) * Cells.POINTS;
            for (int q = 0; q < points; q++) {
                gain[q] += ScreenPart.share(ring.cells().gain()[row + q], members.share(m));
            }
            counted++;
        }
        for (int q = 0; q < points; q++) {
            double mean = Screen.mean(gain[q], counted);
            for (int s = 0; s < Screen.SHARES.length; s++) {
                int j = s * points + q;
                factor[j] = Math.min(FixedPoint.CAP, factor[j] * Screen.factor(mean, s));
            }
        }
    }

    /// The factor of a share and harm at `s · points + q`.
    double factor(int j) {
        return factor[j];
    }
}

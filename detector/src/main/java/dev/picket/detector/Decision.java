package dev.picket.detector;

import java.util.Arrays;

/// The statistic that decides on a suspected component: which paths a fault harms stays the same as
/// long as it lasts.
///
/// Idea: M = Σ_τ mean over q and s of Π_i ((1−s) + s·Λ_i), Λ_i the product of member i's evidence
/// from start τ until now, over the starts the ring holds. A good member costs 1−s once and not in
/// every round, which is what finds a fault on a third of the members. Each start is an e-process,
/// so M grows by at most 1 a tick under the null; starts too old, and ticks without looking, only
/// lower it. The logarithms are whole numbers and add up over partitions: for a suspected
/// component a partition sends Σ_i of them for each start, harm and share (64 × 6 × 4), or the
/// cells of its members. In the tick a fault begins in, rounds that are over already are clean,
/// and a clean round is the strongest evidence against great harm: at start τ, e_i counts as (1−b)
/// + b·e_i, b the chance that the member's round came after the onset ([#BEGUN]). Cost: starts ×
/// members × harms look-ups ([ShareLogs]) for a component that may be suspected. One that was
/// worked out before is not again while [#isBelow] holds: Λ grows in a tick by e at most, so M ≤
/// (M + 1)·Π_i max(1, e_i) for each harm: one pass over the members. Where that says nothing,
/// [#atMost] bounds M from the ring for a tenth of its cost ([ShareBounds]).
/// Refused: groups of a vantage as one here too: what struck one vantage was counted once before
/// the component was suspected, and pooled again a fault on half of a group's paths is diluted.
final class Decision {

    private static final double[] SHARES = {0.1, 0.3, 0.6, 0.95};
    /// How likely a member's round in the tick of the onset is one of the fault's.
    static final double BEGUN = 0.85;
    private static final double MAX_LOG = 400;
    private static final long MAX_FIXED = (long) (MAX_LOG / FixedPoint.LOG_UNIT);
    /// Members times starts looked at for one component; with more members fewer starts.
    private static final int MAX_WORK = 1 << 17;

    /// Rounding down may have taken so much from what was worked out, and far less.
    private static final double ROUNDED = 1.01;
    private static final double POWER_MAX = 1e100;

    private final Hypotheses hypotheses;
    private final TallyRing ring;
    private final Masks masks;
    private final ShareLogs shareLogs = new ShareLogs(SHARES);
    private final ShareBounds shareBounds = new ShareBounds(SHARES);
    /// By hypothesis and harm: what M is at most, and the tick that holds for.
    private final double[] most;
    private final long[] mostTick;
    private final double[] power = new double[HarmGrid.MAX_POINTS];
    /// By hypothesis: the last tick for which M was bounded from the ring.
    private final long[] boundedTick;
    private final double[] value;
    private final long[] valueTick;
    private final long[] valueAfter;
    private long masksSeen = -1;
    private final long[] total = new long[SHARES.length * HarmGrid.MAX_POINTS];

    Decision(Evidence evidence) {
        this.hypotheses = evidence.hypotheses();
        this.ring = evidence.ring();
        this.masks = evidence.masks();
        this.most = new double[hypotheses.count() * HarmGrid.MAX_POINTS];
        this.mostTick = new long[hypotheses.count()];
        this.boundedTick = new long[hypotheses.count()];
        this.value = new double[hypotheses.count()];
        this.valueTick = new long[hypotheses.count()];
        this.valueAfter = new long[hypotheses.count()];
    }

    /// M of a hypothesis over the starts after a tick.
    double statistic(int h, long after, long now) {
        forgetWhereMasksChanged();
        if (valueTick[h] != now || valueAfter[h] != after) {
            value[h] = throughStarts(h, after, now, false);
            valueTick[h] = now;
            valueAfter[h] = after;
        }
        return value[h];
    }

    /// What [#statistic] is at most: itself where it is known.
    double atMost(int h, long after, long now) {
        forgetWhereMasksChanged();
        if (valueTick[h] == now && valueAfter[h] == after) {
            return value[h];
        }
        if (boundedTick[h] != now) {
            boundedTick[h] = now;
            throughStarts(h, after, now, true);
        }
        return mostOf(h);
    }

    private void forgetWhereMasksChanged() {
        if (masksSeen != masks.version()) {
            masksSeen = masks.version();
            Arrays.fill(valueTick, Long.MIN_VALUE);
            Arrays.fill(mostTick, Long.MIN_VALUE);
            Arrays.fill(boundedTick, Long.MIN_VALUE);
        }
    }

    /// Whether M of a hypothesis is sure to be below a limit after a tick. Says no where it was not
    /// asked about the tick before.
    boolean isBelow(int h, long now, double limit) {
        forgetWhereMasksChanged();
        if (mostTick[h] != now && mostTick[h] != now - 1) {
            return false;
        }
        int points = hypotheses.lane(h).grid().points();
        int at = h * HarmGrid.MAX_POINTS;
        if (mostTick[h] == now - 1) {
            powers(h, now, points);
            for (int q = 0; q < points; q++) {
                most[at + q] = Math.min(FixedPoint.CAP, (1 + most[at + q]) * power[q]);
            }
            mostTick[h] = now;
        }
        return mostOf(h) < limit;
    }

    private double mostOf(int h) {
        int points = hypotheses.lane(h).grid().points();
        double sum = 0;
        for (int q = 0; q < points; q++) {
            sum += most[h * HarmGrid.MAX_POINTS + q];
        }
        return sum / points;
    }

    /// Π_i max(1, e_i) of a tick for each harm.
    private void powers(int h, long tick, int points) {
        Arrays.fill(power, 1);
        double[] evidence = ring.cells().evidence();
        for (int i : hypotheses.members(h).series()) {
            int row = ring.cell(tick, i) * Cells.POINTS;
            if (!masks.counts(i, h)) {
                continue;
            }
            for (int q = 0; q < points; q++) {
                power[q] = Math.min(POWER_MAX, power[q] * Math.max(1, evidence[row + q]));
            }
        }
    }

    /// M of a hypothesis, and what it is at most for each harm; both of them bounds where that is
    /// all that is asked for.
    private double throughStarts(int h, long after, long now, boolean bound) {
        Hypotheses.Members members = hypotheses.members(h);
        int points = hypotheses.lane(h).grid().points();
        long oldest = Math.max(after + 1,
                now + 1 - Math.clamp(MAX_WORK / members.size(), 1, TallyRing.TICKS));
        long[] log = new long[members.size() * points];
        long[] start = new long[log.length];
        Arrays.fill(most, h * HarmGrid.MAX_POINTS, h * HarmGrid.MAX_POINTS + points, 0);
        mostTick[h] = now;
        double sum = 0;
        for (long tick = now; tick >= oldest && ring.holds(tick); tick--) {
            addTick(h, members, tick, log, start);
            sum += mean(h, members, start, points, bound);
        }
        return Math.min(FixedPoint.CAP, sum);
    }

    /// Adds a tick: to what comes after the starts before it, and as a start of its own.
    private void addTick(int h, Hypotheses.Members members, long tick, long[] log, long[] start) {
        long[] logs = ring.cells().log();
        int slot = TallyRing.slot(tick);
        long[] begun = ring.cells().begun();
        int points = hypotheses.lane(h).grid().points();
        System.arraycopy(log, 0, start, 0, log.length);
        for (int m = 0; m < members.size(); m++) {
            int i = members.series()[m];
            if (!masks.counts(i, h, tick)) {
                continue;
            }
            int cell = ring.cellAt(slot, i);
            int row = Cells.logEvidence(cell, points);
            for (int q = 0; q < points; q++) {
                start[m * points + q] += begun[cell * Cells.POINTS + q];
                log[m * points + q] += logs[row + q];
            }
        }
    }

    private double mean(int h, Hypotheses.Members members, long[] log, int points,
            boolean bound) {
        Arrays.fill(total, 0);
        for (int m = 0; m < members.size(); m++) {
            if (!masks.counts(members.series()[m], h)) {
                continue;
            }
            double crosses = members.share(m);
            for (int q = 0; q < points; q++) {
                long most = Math.min(MAX_FIXED, log[m * points + q]);
                if (bound && crosses == 1) {
                    shareBounds.add(most, total, q, points);
                } else {
                    shareLogs.add(most, crosses, total, q, points);
                }
            }
        }
        double sum = 0;
        int at = h * HarmGrid.MAX_POINTS;
        for (int j = 0; j < SHARES.length * points; j++) {
            double product = FixedPoint.exp(total[j]);
            most[at + j % points] += product * (ROUNDED / SHARES.length);
            sum += product;
        }
        return sum / (SHARES.length * points);
    }
}

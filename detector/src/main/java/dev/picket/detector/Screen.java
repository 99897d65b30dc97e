package dev.picket.detector;

import java.util.Arrays;

/// The statistic of every hypothesis and of every single series, updated each tick.
///
/// Idea: R ← (1+R)·Π_g mean over the members of group g of ((1−s)+s·e), for each harm q of the grid
/// and each share s of members harmed; M is the mean of R over q and s. Half of M is the plain mean
/// of the members' own statistics, which has power where few members are harmed. The "+1" is a new
/// start each tick, so E\[M\] grows by at most 1 a tick under the null and M ≥ B/w happens at most
/// once in B/w ticks (Shiryaev–Roberts). The paths may lie in several partitions: each keeps
/// [Sums], here those are added and multiplied, so that findings do not depend on the partitions.
/// Cost: a comparison and a few multiplications a tally, memberships × points for one that changed,
/// and per point one exponential and one multiplication for each pooled group of a hypothesis
/// that was touched.
/// Statistics stay linear, capped far above any threshold.
/// Refused: the maximum over starts (CUSUM), whose false-alarm rate has no such bound; all members
/// of all hypotheses each tick, which costs twenty times as much in calm.
final class Screen {

    static final double[] SHARES = {0.03, 0.2, 1};

    private static final double FEW = SHARES[0];
    private static final double SOME = SHARES[1];
    private static final double LEAST_FACTOR = 0x1p-30;

    private final Hypotheses hypotheses;
    private final Memberships memberships;
    private final Masks masks;
    private final SeriesIndex series;
    private final ScreenPart[] parts;
    private final Sums.Touched touched;
    private final RingProducts products;
    private final int[] points;
    private final double[] sum;
    private final double[] factor;
    /// What members that are a group by themselves give, and whether any of them changed.
    private final double[] single;
    private final boolean[] singleChanged;
    private final double[] total;
    private final long[] resetTick;
    private final int[] raised;
    private int raisedCount;
    private long lastTick = Long.MIN_VALUE;
    private long masksSeen;
    private long masksOfOwn;
    private boolean ownStale;
    private final double negligible;

    /// @param negligible what is smaller than this may be left out of a statistic
    Screen(Evidence evidence, int partitions, double negligible) {
        this.negligible = negligible;
        this.series = evidence.series();
        this.hypotheses = evidence.hypotheses();
        this.masks = evidence.masks();
        this.memberships = new Memberships(hypotheses, series.count());
        this.parts = new ScreenPart[partitions];
        int paths = series.topology().routes().size();
        for (int p = 0; p < partitions; p++) {
            parts[p] = new ScreenPart(series, hypotheses, memberships, evidence.ring(), masks,
                    (int) ((long) p * paths / partitions),
                    (int) ((p + 1L) * paths / partitions), negligible);
        }
        int count = hypotheses.count();
        this.touched = new Sums.Touched(count);
        this.products = new RingProducts(evidence);
        this.points = new int[count];
        for (int h = 0; h < count; h++) {
            points[h] = hypotheses.lane(h).grid().points();
        }
        this.sum = new double[count * Cells.LOGS];
        this.factor = new double[count * Cells.LOGS];
        this.single = new double[count * Cells.LOGS];
        this.singleChanged = new boolean[count];
        this.total = new double[count];
        this.resetTick = new long[count];
        Arrays.fill(resetTick, Long.MIN_VALUE);
        this.raised = new int[count];
    }

    /// Adds one tick of the ring to every statistic.
    void update(long tick) {
        boolean anew = tick != lastTick + 1 || masksSeen != masks.version();
        sumOwnWhereStale();
        for (ScreenPart part : parts) {
            if (anew) {
                part.restart(tick);
            } else {
                part.update(tick);
            }
            Sums.Touched changed = part.sums().hypotheses();
            for (int j = 0; j < changed.count(); j++) {
                singleChanged[changed.get(j)] = true;
                touched.add(changed.get(j));
            }
            Sums.Touched pooled = part.sums().pooled();
            for (int j = 0; j < pooled.count(); j++) {
                touched.add(memberships.hypothesisOfPooled(pooled.get(j)));
            }
        }
        lastTick = tick;
        masksSeen = masks.version();
        for (int j = 0; j < touched.count(); j++) {
            multiply(touched.get(j));
        }
        touched.clear();
        raisedCount = 0;
        for (int h = 0; h < total.length; h++) {
            if (!series.isAwake(hypotheses.laneOf(h))) {
                continue;
            }
            grow(h);
            if (total[h] >= negligible || own(h) > 0) {
                raised[raisedCount++] = h;
            }
        }
    }

    private long own(int h) {
        long own = 0;
        for (ScreenPart part : parts) {
            own += part.sums().own(h);
        }
        return own;
    }

    /// The hypotheses whose statistic was not negligible after the last tick, in order.
    int raisedCount() {
        return raisedCount;
    }

    int raised(int j) {
        return raised[j];
    }

    /// The mean of e − 1 over the members of a pooled group that count; 0 where none does.
    static double mean(long gain, int counted) {
        return counted == 0 ? 0 : gain * FixedPoint.GAIN_UNIT / counted;
    }

    /// Multiplies the factors of a harm, at `s · harms`, by those of a pooled group: 1 + s · mean.
    /// A mean is at least −1, so that only the share 1 needs a least factor.
    static void multiply(double[] factor, int at, int harms, double mean) {
        double all = 1 + mean;
        factor[at] = FixedPoint.capped(factor[at] * (1 + FEW * mean));
        factor[at + harms] = FixedPoint.capped(factor[at + harms] * (1 + SOME * mean));
        factor[at + 2 * harms] = FixedPoint.capped(factor[at + 2 * harms]
                * (all < LEAST_FACTOR ? LEAST_FACTOR : all));
    }

    /// The factor of a tick: what members that are a group by themselves give, times each pooled
    /// group in order.
    private void multiply(int h) {
        int at = h * Cells.LOGS;
        int end = at + SHARES.length * points[h];
        if (singleChanged[h]) {
            singleChanged[h] = false;
            for (int j = at; j < end; j++) {
                long log = 0;
                for (ScreenPart part : parts) {
                    log += part.sums().log(j);
                }
                single[j] = FixedPoint.exp(log);
            }
        }
        System.arraycopy(single, at, factor, at, end - at);
        for (int group = memberships.pooledStart(h); group < memberships
                .pooledStart(h + 1); group++) {
            multiplyPooled(group, at, points[h]);
        }
    }

    /// The factor of a group whose members count as one: 1 + s · (mean of e − 1). It is worked out
    /// again rather than kept: groups are many, and kept factors were half of all memory.
    private void multiplyPooled(int group, int at, int harms) {
        int counted = 0;
        for (ScreenPart part : parts) {
            counted += part.sums().counted(group);
        }
        if (counted == 0) {
            return;
        }
        for (int q = 0; q < harms; q++) {
            long gain = 0;
            for (ScreenPart part : parts) {
                gain += part.sums().gain(group, q);
            }
            multiply(factor, at + q, harms, mean(gain, counted));
        }
    }

    private void grow(int h) {
        int at = h * Cells.LOGS;
        double all = 0;
        for (int j = at; j < at + SHARES.length * points[h]; j++) {
            sum[j] = FixedPoint.capped((1 + sum[j]) * factor[j]);
            all += sum[j];
        }
        total[h] = all;
    }

    private void sumOwnWhereStale() {
        if (ownStale || masksOfOwn != masks.version()) {
            ownStale = false;
            masksOfOwn = masks.version();
            for (ScreenPart part : parts) {
                part.sumOwn();
            }
        }
    }

    /// M of a hypothesis.
    double statistic(int h) {
        sumOwnWhereStale();
        return 0.5 * total[h] / (SHARES.length * points[h])
                + 0.5 * own(h) / ScreenPart.OWN_UNITS / hypotheses.members(h).size();
    }

    long lastTick() {
        return lastTick;
    }

    /// M of a series on its own; 0 while an open fault explains it.
    double seriesStatistic(int i) {
        return masks.explained(i) == 0 ? part(i).mean(i) : 0;
    }

    private ScreenPart part(int i) {
        for (ScreenPart part : parts) {
            if (part.has(i)) {
                return part;
            }
        }
        throw new IllegalArgumentException("no such series: " + i);
    }

    /// The series whose own statistic was large after the last tick, in order.
    int[] largeSeries() {
        int count = 0;
        for (ScreenPart part : parts) {
            count += part.largeCount();
        }
        int[] large = new int[count];
        int at = 0;
        for (ScreenPart part : parts) {
            for (int j = 0; j < part.largeCount(); j++) {
                large[at++] = part.large(j);
            }
        }
        Arrays.sort(large);
        return large;
    }

    /// The last tick whose evidence a hypothesis has been told to forget.
    long resetTick(int h) {
        return resetTick[h];
    }

    void reset(int h) {
        resetTick[h] = lastTick;
        Arrays.fill(sum, h * Cells.LOGS, (h + 1) * Cells.LOGS, 0);
        total[h] = 0;
    }

    void resetSeries(int i) {
        part(i).reset(i);
        ownStale = true;
    }

    /// Takes out of a hypothesis what series explained since had added to it: the sums over the
    /// ring without them, where those are smaller.
    void withoutExplained(int h, long now) {
        if (total[h] < negligible) {
            return;
        }
        int at = h * Cells.LOGS;
        double[] again = new double[SHARES.length * points[h]];
        for (long tick = now - TallyRing.TICKS + 1; tick <= now; tick++) {
            if (products.multiply(h, tick)) {
                for (int j = 0; j < again.length; j++) {
                    again[j] = Math.min(FixedPoint.CAP, (1 + again[j]) * products.factor(j));
                }
            }
        }
        total[h] = 0;
        for (int j = 0; j < again.length; j++) {
            sum[at + j] = Math.min(sum[at + j], again[j]);
            total[h] += sum[at + j];
        }
    }
}

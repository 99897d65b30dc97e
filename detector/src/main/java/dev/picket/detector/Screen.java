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
/// Cost: a comparison of bytes a tally, memberships × points for one that changed, and per point
/// one exponential and one multiplication for each pooled group of a hypothesis that was touched.
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
    /// What all partitions add, of whatever was touched.
    private final Sums whole;
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
        this.whole = partitions == 1
                ? parts[0].sums()
                : new Sums(count, memberships.pooledGroups(), ScreenPart.harms(series));
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
        }
        lastTick = tick;
        masksSeen = masks.version();
        gather();
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

    /// Adds the partitions up wherever one of them was touched.
    private void gather() {
        for (ScreenPart part : parts) {
            Sums sums = part.sums();
            for (int j = 0; j < sums.hypotheses().count(); j++) {
                int h = sums.hypotheses().get(j);
                if (!singleChanged[h]) {
                    singleChanged[h] = true;
                    whole.gatherLog(h, parts);
                }
                touched.add(h);
            }
            for (int j = 0; j < sums.pooled().count(); j++) {
                int group = sums.pooled().get(j);
                whole.gatherGain(group, parts);
                touched.add(memberships.hypothesisOfPooled(group));
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

    /// Multiplies the factors of all harms and shares, from `at` on, by those of a pooled group: 1
    /// + s · (mean of e − 1 over its members that count). A mean is at least −1, so that only the
    /// share 1 needs a least factor. Factors are capped when all groups are in: each is finite and
    /// above 0, so that a product too large for a double is infinite and none is undefined.
    ///
    /// @param gain the sums of e − 1, one for each harm from `row` on
    static void multiply(double[] factor, int at, int harms, long[] gain, int row, int counted) {
        if (counted == 0) {
            return;
        }
        double unit = FixedPoint.GAIN_UNIT / counted;
        int some = at + harms;
        int all = some + harms;
        for (int q = 0; q < harms; q++) {
            double mean = gain[row + q] * unit;
            double whole = 1 + mean;
            factor[at + q] *= 1 + FEW * mean;
            factor[some + q] *= 1 + SOME * mean;
            factor[all + q] *= whole < LEAST_FACTOR ? LEAST_FACTOR : whole;
        }
    }

    /// The factor of a tick: what members that are a group by themselves give, times each pooled
    /// group in order. A pooled group's is worked out again rather than kept: groups are many, and
    /// kept factors were half of all memory.
    private void multiply(int h) {
        int at = h * Cells.LOGS;
        int end = at + SHARES.length * points[h];
        if (singleChanged[h]) {
            singleChanged[h] = false;
            for (int j = at; j < end; j++) {
                single[j] = FixedPoint.exp(whole.log(j));
            }
        }
        System.arraycopy(single, at, factor, at, end - at);
        int last = memberships.pooledStart(h + 1);
        for (int group = memberships.pooledStart(h); group < last; group++) {
            whole.multiply(group, factor, at, points[h]);
        }
        for (int j = at; j < end; j++) {
            factor[j] = FixedPoint.capped(factor[j]);
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
                + 0.5 * own(h) / OwnStatistics.UNITS / hypotheses.members(h).size();
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

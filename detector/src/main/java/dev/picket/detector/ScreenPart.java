package dev.picket.detector;

import java.util.Arrays;

/// One partition of the paths in the screen: its series' own statistics, and what they add to every
/// hypothesis.
///
/// Idea: the sums hold what every member's latest tally gives, and only a member whose cell changed
/// since the tick before is touched: one that was or is not calm, one that went missing, one whose
/// table changed. A tick of calm tallies costs a comparison a series. A series' own statistic is
/// R ← (1+R)·e for each harm, kept as the upper half of a double, rounded down.
/// Cost: points multiplications a series, and for each change memberships × points additions.
final class ScreenPart {

    /// Own statistics are added up in units of 1/256.
    static final double OWN_UNITS = 256;

    private final SeriesIndex series;
    private final TallyRing ring;
    private final Masks masks;
    private final Memberships memberships;
    private final Sums sums;
    private final int firstPath;
    private final int endPath;
    private final double mostOwn;
    private final double leastOwn;
    /// A statistic below the one with this upper half is below `leastOwn`.
    private final int leastHalf;
    private final int[][] own;
    private final int[] from;
    private final int[] until;
    private int[] large = new int[64];
    private int largeCount;
    private final int[] halvesBefore = new int[HarmGrid.MAX_POINTS];
    private final long[] gainChange = new long[Cells.POINTS];
    private final long[] shared = new long[Cells.POINTS];
    private final long[] logChange = new long[Cells.LOGS];

    /// @param firstPath the first path of the partition; it has all paths before `endPath`
    /// @param leastOwn a series' own statistic is added to its hypotheses from here on
    ScreenPart(SeriesIndex series, Hypotheses hypotheses, Memberships memberships, TallyRing ring,
            Masks masks, int firstPath, int endPath, double leastOwn) {
        this.series = series;
        this.ring = ring;
        this.masks = masks;
        this.memberships = memberships;
        int stride = series.lanes().stream().mapToInt(lane -> lane.grid().points()).max()
                .orElse(1);
        this.sums = new Sums(hypotheses.count(), memberships.pooledGroups(), stride);
        this.firstPath = firstPath;
        this.endPath = endPath;
        this.leastOwn = leastOwn;
        this.leastHalf = FixedPoint.upperHalf(leastOwn);
        this.mostOwn = 0x1p62 / memberships.mostMembers();
        int lanes = series.lanes().size();
        this.from = new int[lanes];
        this.until = new int[lanes];
        this.own = new int[lanes][];
        for (int lane = 0; lane < lanes; lane++) {
            int start = series.laneStart(lane);
            int end = series.laneEnd(lane);
            from[lane] = firstFrom(start, end, firstPath);
            until[lane] = firstFrom(start, end, endPath);
            own[lane] = new int[(until[lane] - from[lane]) * points(lane)];
        }
    }

    /// The first series from `start` on whose path is `path` or later.
    private int firstFrom(int start, int end, int path) {
        int low = start;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (series.pathOf(middle) < path) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int points(int lane) {
        return series.lanes().get(lane).grid().points();
    }

    /// Adds a tick that follows the one before without a gap.
    void update(long tick) {
        sums.begin();
        largeCount = 0;
        int now = TallyRing.slot(tick);
        int previous = TallyRing.slot(tick - 1);
        for (int lane = 0; lane < own.length; lane++) {
            if (!series.isAwake(lane)) {
                continue;
            }
            int points = points(lane);
            for (int i = from[lane]; i < until[lane]; i++) {
                int cell = ring.cellAt(now, i);
                multiplyOwn(lane, i, cell, points);
                int before = ring.cellAt(previous, i);
                if (cell != before) {
                    change(i, before, cell, points);
                }
            }
        }
    }

    /// Adds a tick, the sums over members taken anew.
    void restart(long tick) {
        sums.begin();
        sums.clear();
        largeCount = 0;
        for (int lane = 0; lane < own.length; lane++) {
            if (!series.isAwake(lane)) {
                continue;
            }
            int points = points(lane);
            for (int i = from[lane]; i < until[lane]; i++) {
                int cell = ring.cell(tick, i);
                multiplyOwn(lane, i, cell, points);
                if (cell != Cells.NONE) {
                    change(i, Cells.NONE, cell, points);
                }
            }
        }
        sumOwn();
    }

    /// Most series are far from `leastOwn` before and after, which the upper halves tell without
    /// adding anything up: where a half is not below, the sign of a difference is set.
    private void multiplyOwn(int lane, int i, int cell, int points) {
        int[] values = own[lane];
        double[] evidence = ring.cells().evidence();
        int at = (i - from[lane]) * points;
        int row = cell * Cells.POINTS;
        int reached = 0;
        for (int q = 0; q < points; q++) {
            int before = values[at + q];
            int next = FixedPoint.upperHalf(FixedPoint.capped(
                    (1 + FixedPoint.ofUpperHalf(before)) * evidence[row + q]));
            values[at + q] = next;
            halvesBefore[q] = before;
            reached |= leastHalf - 1 - before | leastHalf - 1 - next;
        }
        if (reached < 0) {
            double before = sum(halvesBefore, 0, points);
            double after = sum(values, at, points);
            double least = leastOwn * points;
            if (after >= least || before >= least) {
                enlarge(i, counted(before / points), counted(after / points));
            }
        }
    }

    private static double sum(int[] halves, int at, int points) {
        double sum = 0;
        for (int q = 0; q < points; q++) {
            sum += FixedPoint.ofUpperHalf(halves[at + q]);
        }
        return sum;
    }

    private long counted(double mean) {
        return mean < leastOwn ? 0 : (long) Math.min(mostOwn, mean * OWN_UNITS);
    }

    private void enlarge(int i, long before, long after) {
        if (after > 0) {
            if (largeCount == large.length) {
                large = Arrays.copyOf(large, 2 * largeCount);
            }
            large[largeCount++] = i;
        }
        addOwn(i, after - before);
    }

    private void addOwn(int i, long change) {
        for (int entry = memberships.start(i); entry < memberships.end(i); entry++) {
            int h = memberships.hypothesis(entry);
            if (masks.counts(i, h)) {
                sums.addOwn(h, change);
            }
        }
    }

    /// Takes the sums of own statistics anew, after what counts has changed.
    void sumOwn() {
        sums.clearOwn();
        for (int j = 0; j < largeCount; j++) {
            addOwn(large[j], counted(mean(large[j])));
        }
    }

    private void change(int i, int before, int after, int points) {
        Cells cells = ring.cells();
        long[] gain = cells.gain();
        long[] log = cells.log();
        int old = before * Cells.POINTS;
        int now = after * Cells.POINTS;
        for (int q = 0; q < points; q++) {
            gainChange[q] = gain[now + q] - gain[old + q];
        }
        int logs = points * Screen.SHARES.length;
        old = before * Cells.LOGS;
        now = after * Cells.LOGS;
        for (int j = 0; j < logs; j++) {
            logChange[j] = log[now + j] - log[old + j];
        }
        int members = (after == Cells.NONE ? 0 : 1) - (before == Cells.NONE ? 0 : 1);
        boolean explained = masks.explained(i) != 0;
        for (int entry = memberships.start(i); entry < memberships.end(i); entry++) {
            if (explained && !masks.counts(i, memberships.hypothesis(entry))) {
                continue;
            }
            int group = memberships.pooled(entry);
            if (group < 0) {
                sums.addLog(memberships.hypothesis(entry), logChange, logs);
            } else {
                double share = memberships.share(entry);
                sums.addGain(group, share == 1
                        ? gainChange
                        : shared(gain, before, after, points, share), points, members);
            }
        }
    }

    private long[] shared(long[] gain, int before, int after, int points, double share) {
        for (int q = 0; q < points; q++) {
            shared[q] = share(gain[after * Cells.POINTS + q], share)
                    - share(gain[before * Cells.POINTS + q], share);
        }
        return shared;
    }

    static long share(long gain, double share) {
        return (long) Math.floor(gain * share);
    }

    Sums sums() {
        return sums;
    }

    boolean has(int i) {
        return series.pathOf(i) >= firstPath && series.pathOf(i) < endPath;
    }

    /// The mean over harms of a series' own statistic.
    double mean(int i) {
        int lane = series.laneOf(i);
        int points = points(lane);
        int at = (i - from[lane]) * points;
        return sum(own[lane], at, points) / points;
    }

    /// Sets a series' own statistic to zero; ask for [#sumOwn] before the sums are read again.
    void reset(int i) {
        int lane = series.laneOf(i);
        int points = points(lane);
        int at = (i - from[lane]) * points;
        Arrays.fill(own[lane], at, at + points, 0);
    }

    /// Series whose own statistic was large after the last tick.
    int largeCount() {
        return largeCount;
    }

    int large(int j) {
        return large[j];
    }
}

package dev.picket.detector;

import java.util.Arrays;

/// One partition of the paths in the screen: its series' own statistics, and what they add to every
/// hypothesis.
///
/// Idea: the sums hold what every member's latest tally gives, and only a member whose cell changed
/// since the tick before is touched: one that was or is not calm, one that went missing, one whose
/// table changed. A tick of calm tallies costs a comparison of bytes ([TallyRing#changes]), and
/// series' own statistics wait likewise ([OwnStatistics]).
/// Cost: for each change memberships × points additions.
final class ScreenPart {

    private final SeriesIndex series;
    private final TallyRing ring;
    private final Masks masks;
    private final Memberships memberships;
    private final Sums sums;
    private final int firstPath;
    private final int endPath;
    private final OwnStatistics own;
    private final int[] from;
    private final int[] until;
    private final boolean[] started;
    private long lastTick = Long.MIN_VALUE;
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
        this.sums = new Sums(hypotheses.count(), memberships.pooledGroups(), harms(series));
        this.firstPath = firstPath;
        this.endPath = endPath;
        int lanes = series.lanes().size();
        this.from = new int[lanes];
        this.until = new int[lanes];
        this.started = new boolean[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            int start = series.laneStart(lane);
            int end = series.laneEnd(lane);
            from[lane] = firstFrom(start, end, firstPath);
            until[lane] = firstFrom(start, end, endPath);
        }
        this.own = new OwnStatistics(series, ring, from, until, leastOwn,
                0x1p62 / memberships.mostMembers());
    }

    /// Harms of a pooled group at most.
    static int harms(SeriesIndex series) {
        return series.lanes().stream().mapToInt(lane -> lane.grid().points()).max().orElse(1);
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
        stepOwn(tick);
        for (int lane = 0; lane < from.length; lane++) {
            if (series.isAwake(lane)) {
                int points = points(lane);
                ring.changes(tick, from[lane], until[lane], (i, before, cell) -> {
                    own.step(i, tick, before, cell, this::addOwn);
                    change(i, before, cell, points);
                });
            }
        }
        lastTick = tick;
    }

    /// Adds a tick, the sums over members taken anew.
    void restart(long tick) {
        sums.begin();
        sums.clear();
        if (tick != lastTick + 1) {
            Arrays.fill(started, false);
        }
        stepOwn(tick);
        for (int lane = 0; lane < from.length; lane++) {
            int points = points(lane);
            for (int i = from[lane]; series.isAwake(lane) && i < until[lane]; i++) {
                int cell = ring.cell(tick, i);
                int before = ring.cell(tick - 1, i);
                if (cell != before) {
                    own.step(i, tick, before, cell, this::addOwn);
                }
                if (cell != Cells.NONE) {
                    change(i, Cells.NONE, cell, points);
                }
            }
        }
        lastTick = tick;
        sumOwn();
    }

    /// Steps the own statistics that may count. Series of a lane that slept, and all after a pause,
    /// have heard nothing before.
    private void stepOwn(long tick) {
        own.begin();
        for (int lane = 0; lane < from.length; lane++) {
            if (series.isAwake(lane) && !started[lane]) {
                started[lane] = true;
                for (int i = from[lane]; i < until[lane]; i++) {
                    own.reset(i, tick - 1);
                    own.step(i, tick, Cells.NONE, ring.cell(tick, i), this::addOwn);
                }
            }
        }
        own.stepDue(tick, this::addOwn);
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
        for (int j = 0; j < own.largeCount(); j++) {
            int i = own.large(j);
            addOwn(i, own.counted(mean(i)));
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
        return own.mean(i, lastTick, ring.cell(lastTick, i));
    }

    /// Sets a series' own statistic to zero; ask for [#sumOwn] before the sums are read again.
    void reset(int i) {
        own.reset(i, lastTick);
    }

    /// Series whose own statistic was large after the last tick.
    int largeCount() {
        return own.largeCount();
    }

    int large(int j) {
        return own.large(j);
    }
}

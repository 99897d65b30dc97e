package dev.picket.detector;

import java.util.Arrays;

/// The statistic of each single series of one partition: R ← (1+R)·e for each harm, the mean of
/// which counts from a least value on.
///
/// Idea: nearly every series has the same cell tick after tick, so nearly every step has the same
/// factor e, and m such steps are one: R ↦ e^m·R + (e + … + e^m), by squaring. So a series is
/// stepped when its cell changes, and otherwise only when it might come to count: R moves towards
/// e/(1−e) and by at most 1 a tick, which says when that is soonest ([DueSeries]). One that
/// counts is stepped every tick. Values are kept as the upper half of a double, rounded down, which
/// can only lower them. Cost: nothing for a series that stays as it was; some 60 ns for each
/// change. Refused: a step of every series in every tick, which was a sixth of all work in calm.
final class OwnStatistics {

    /// What counts is added up in units of 1/256.
    static final double UNITS = 256;

    /// Up to so many steps are cheaper one by one than by squaring.
    private static final int SINGLE_STEPS_MAX = 3;

    private final SeriesIndex series;
    private final TallyRing ring;
    private final double least;
    private final double most;
    private final int[] from;
    private final int[] localStart;
    private final int[][] value;
    /// By place in the partition: the last tick whose evidence is in, its lower bits.
    private final int[] upTo;
    private final DueSeries due;
    private int[] large = new int[64];
    private int largeCount;

    /// @param from by lane the first series of the partition; its last is before `until`
    /// @param least means below this do not count
    /// @param most no mean counts as more units
    OwnStatistics(SeriesIndex series, TallyRing ring, int[] from, int[] until, double least,
            double most) {
        this.series = series;
        this.ring = ring;
        this.from = from;
        this.least = least;
        this.most = most;
        this.value = new int[from.length][];
        this.localStart = new int[from.length];
        int all = 0;
        for (int lane = 0; lane < from.length; lane++) {
            localStart[lane] = all;
            all += until[lane] - from[lane];
            value[lane] = new int[(until[lane] - from[lane]) * points(lane)];
        }
        this.upTo = new int[all];
        this.due = new DueSeries(all);
    }

    private int points(int lane) {
        return series.lanes().get(lane).grid().points();
    }

    private int local(int i) {
        int lane = series.laneOf(i);
        return localStart[lane] + i - from[lane];
    }

    /// Begins a tick.
    void begin() {
        largeCount = 0;
    }

    /// Takes what a step changed in the units that count.
    interface Change {
        void of(int i, long units);
    }

    /// Steps every series that might count from this tick on.
    void stepDue(long tick, Change change) {
        int previous = TallyRing.slot(tick - 1);
        int now = TallyRing.slot(tick);
        due.take(tick, this::local, i -> step(i, tick, ring.cellAt(previous, i),
                ring.cellAt(now, i), change));
    }

    /// Steps a series through a tick, and before that through those in which its cell stayed
    /// `before`; nothing where that was done already.
    void step(int i, long tick, int before, int now, Change change) {
        int local = local(i);
        if (upTo[local] == (int) tick) {
            return;
        }
        long counted = counted(stored(i));
        catchUp(i, tick - 1, before);
        int lane = series.laneOf(i);
        int points = points(lane);
        int[] values = value[lane];
        double[] evidence = ring.cells().evidence();
        int at = (i - from[lane]) * points;
        int row = now * Cells.POINTS;
        double sum = 0;
        double bound = 0;
        for (int q = 0; q < points; q++) {
            double e = evidence[row + q];
            int half = FixedPoint.upperHalf(FixedPoint.capped(
                    (1 + FixedPoint.ofUpperHalf(values[at + q])) * e));
            values[at + q] = half;
            double next = FixedPoint.ofUpperHalf(half);
            sum += next;
            bound += e < 1 ? Math.max(next, e / (1 - e)) : Double.POSITIVE_INFINITY;
        }
        upTo[local] = (int) tick;
        double mean = sum / points;
        long units = counted(mean);
        if (units > 0) {
            addLarge(i);
        }
        if (units != counted) {
            change.of(i, units - counted);
        }
        due.put(i, local, bound < least * points
                ? DueSeries.NEVER
                : tick + soonest(mean, row, points));
    }

    /// In how many ticks of the present cell a mean may reach what counts.
    private int soonest(double mean, int row, int points) {
        double[] evidence = ring.cells().evidence();
        for (int q = 0; q < points; q++) {
            if (evidence[row + q] > 1) {
                return 1;
            }
        }
        return (int) Math.clamp(Math.ceil(least - mean), 1, DueSeries.TICKS_MAX);
    }

    /// Steps a series through the ticks up to one, in which it had one cell.
    private void catchUp(int i, long tick, int cell) {
        int local = local(i);
        int steps = (int) tick - upTo[local];
        if (steps <= 0) {
            return;
        }
        int lane = series.laneOf(i);
        int points = points(lane);
        int at = (i - from[lane]) * points;
        double[] evidence = ring.cells().evidence();
        for (int q = 0; q < points; q++) {
            value[lane][at + q] = FixedPoint.upperHalf(FixedPoint.capped(
                    after(FixedPoint.ofUpperHalf(value[lane][at + q]),
                            evidence[cell * Cells.POINTS + q], steps)));
        }
        upTo[local] = (int) tick;
    }

    /// R after so many steps R ← (1+R)·e.
    static double after(double value, double e, int steps) {
        if (steps <= SINGLE_STEPS_MAX) {
            double next = value;
            for (int step = 0; step < steps; step++) {
                next = (1 + next) * e;
            }
            return next;
        }
        // R ↦ scale·R + added, the steps done so far; one and power are 1, 2, 4, … steps.
        double scale = 1;
        double added = 0;
        double power = e;
        double sum = e;
        for (int left = steps; left > 0; left >>= 1) {
            if ((left & 1) != 0) {
                added = power * added + sum;
                scale *= power;
            }
            sum = power * sum + sum;
            power *= power;
        }
        return scale * value + added;
    }

    private void addLarge(int i) {
        if (largeCount == large.length) {
            large = Arrays.copyOf(large, 2 * largeCount);
        }
        large[largeCount++] = i;
    }

    /// A mean in the units in which it counts.
    long counted(double mean) {
        return mean < least ? 0 : (long) Math.min(most, mean * UNITS);
    }

    private double stored(int i) {
        int lane = series.laneOf(i);
        int points = points(lane);
        int at = (i - from[lane]) * points;
        double sum = 0;
        for (int q = 0; q < points; q++) {
            sum += FixedPoint.ofUpperHalf(value[lane][at + q]);
        }
        return sum / points;
    }

    /// The mean over harms of a series' statistic in a tick, in and before which it had one cell.
    double mean(int i, long tick, int cell) {
        catchUp(i, tick, cell);
        return stored(i);
    }

    /// Sets a series' statistic to zero, after a tick.
    void reset(int i, long tick) {
        int lane = series.laneOf(i);
        int points = points(lane);
        int at = (i - from[lane]) * points;
        Arrays.fill(value[lane], at, at + points, 0);
        upTo[local(i)] = (int) tick;
    }

    /// Series that count after the last tick.
    int largeCount() {
        return largeCount;
    }

    int large(int j) {
        return large[j];
    }
}

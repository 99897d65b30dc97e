package dev.picket.simulation.virtual;

import dev.picket.detector.RoundTripLevels;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import java.util.Arrays;
import java.util.OptionalInt;

/// Says of each round of one path whether it is slow, as [RoundTripLevels] does, which is asked
/// only where the answer is not plain. For one thread.
///
/// Idea: a round is slow above median + max(5 ms, a tenth of the median, 4 MAD) of the last
/// [#KEPT]. While more than half of these are at or above some floor, so is their median, and a
/// round below floor + max(5 ms, a tenth of the floor) is not slow, whatever the MAD. Counting
/// those at or above the floor costs two comparisons a round; the floor is chosen anew, near the
/// median, when the count sinks to half. Where a round lies higher (2 in 1,000 with log-normal
/// jitter of 2 ms), the last rounds are told to a fresh `RoundTripLevels`, which knows no others.
/// The same answers in every case (tested). Refused: asking it every time, which was a third of all
/// that a clean round cost.
final class SlowRounds {

    /// Rounds that [RoundTripLevels] looks back on, and those it needs to say anything.
    static final int KEPT = 128;
    static final int ENOUGH = 16;
    private static final double LEAST_NANOS = 5e6;
    private static final double PART = 0.1;

    private final Path path;
    private final long[] kept = new long[KEPT];
    private int count;
    private long floor = Long.MAX_VALUE;
    private int above;
    private double plainBelow;

    SlowRounds(Path path) {
        this.path = path;
    }

    /// Takes the median round trip of a round: 1 where it is slow, 0 where not, empty while too few
    /// are known.
    OptionalInt observe(long medianNanos) {
        OptionalInt verdict = verdict(medianNanos);
        int place = count % KEPT;
        if (count >= KEPT && kept[place] >= floor) {
            above--;
        }
        kept[place] = medianNanos;
        above += medianNanos >= floor ? 1 : 0;
        // Beyond twice the kept, only the place in the ring counts.
        count = count == 2 * KEPT - 1 ? KEPT : count + 1;
        return verdict;
    }

    private OptionalInt verdict(long medianNanos) {
        int known = Math.min(count, KEPT);
        if (known < ENOUGH) {
            return OptionalInt.empty();
        }
        if (2 * above <= known) {
            chooseFloor(known);
        }
        return OptionalInt.of(medianNanos <= plainBelow ? 0 : asked(medianNanos, known));
    }

    /// The value at three eighths: low enough to stay below the median for long.
    private void chooseFloor(int known) {
        long[] sorted = Arrays.copyOf(kept, known);
        Arrays.sort(sorted);
        floor = sorted[3 * known / 8];
        above = 0;
        for (int i = 0; i < known; i++) {
            above += kept[i] >= floor ? 1 : 0;
        }
        plainBelow = floor + Math.max(LEAST_NANOS, PART * floor);
    }

    private int asked(long medianNanos, int known) {
        RoundTripLevels levels = new RoundTripLevels();
        for (int i = 0; i < known; i++) {
            levels.observe(path, 0, kept[i], ClockSource.VIRTUAL);
        }
        return levels.observe(path, 0, medianNanos, ClockSource.VIRTUAL).orElseThrow().bad();
    }
}

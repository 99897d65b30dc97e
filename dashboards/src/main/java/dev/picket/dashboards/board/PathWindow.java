package dev.picket.dashboards.board;

import dev.picket.model.failure.ProbeFailure;
import java.time.Instant;
import java.util.Optional;

/// The recent past of one path: trials and bad ones per step in a ring, and its last failure.
/// Not thread-safe; the board guards it.
final class PathWindow {

    /// Steps remembered: half an hour at rounds of 10 s.
    static final int STEPS = 180;

    private final int[] trials = new int[STEPS];
    private final int[] bad = new int[STEPS];
    private long newestStep = Long.MIN_VALUE;
    private Optional<PathFailure> lastFailure = Optional.empty();

    void add(long step, int moreTrials, int moreBad) {
        if (newestStep == Long.MIN_VALUE) {
            newestStep = step;
        }
        if (step <= newestStep - STEPS) {
            return;
        }
        for (long cleared = Math.max(newestStep + 1,
                step - STEPS + 1); cleared <= step; cleared++) {
            trials[slot(cleared)] = 0;
            bad[slot(cleared)] = 0;
        }
        newestStep = Math.max(newestStep, step);
        trials[slot(step)] += moreTrials;
        bad[slot(step)] += moreBad;
    }

    void failed(Instant at, ProbeFailure failure) {
        lastFailure = Optional.of(new PathFailure(at, failure));
    }

    Optional<PathFailure> lastFailure() {
        return lastFailure;
    }

    Count at(long step) {
        if (newestStep == Long.MIN_VALUE || step > newestStep || step <= newestStep - STEPS) {
            return Count.NONE;
        }
        return new Count(trials[slot(step)], bad[slot(step)]);
    }

    /// The sum over the steps `first` to `last`, both included.
    Count sum(long first, long last) {
        int sumTrials = 0;
        int sumBad = 0;
        for (long step = first; step <= last; step++) {
            Count count = at(step);
            sumTrials += count.trials();
            sumBad += count.bad();
        }
        return new Count(sumTrials, sumBad);
    }

    private static int slot(long step) {
        return (int) Math.floorMod(step, (long) STEPS);
    }
}

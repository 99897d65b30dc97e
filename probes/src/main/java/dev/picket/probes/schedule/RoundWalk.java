package dev.picket.probes.schedule;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.run.DueRun;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Begins the runs of a round one after the other, each at its time, by one timer of the plane.
///
/// After a stall what is overdue is begun a step of time with each tick the wheel makes up for, so
/// that what else was due in between keeps its place: the end of a path's run before its next one.
/// What is overdue already when the round is handed over is begun at once. Refused: a
/// timer for each run, which makes all runs of a round at its beginning and keeps them in memory
/// until their time; with 10,000 of them a second that is most of what a collector moves. On the
/// plane's thread.
final class RoundWalk implements Runnable {

    /// How much of the round one firing begins: two ticks of the wheel, so that what lags behind by
    /// a tick catches up.
    private static final long STEP_NANOS = 2_000_000L;

    private final BiConsumer<MonotonicInstant, Runnable> timer;
    private final Supplier<MonotonicInstant> now;
    private final List<DueRun> runs;
    private final Consumer<DueRun> runner;
    private int next;
    /// All that was due by then has been begun.
    private MonotonicInstant reached;

    /// @param timer calls a task at a time, late ones in the order of their times
    /// @param now the clock of these times
    /// @param runs in order of time
    RoundWalk(BiConsumer<MonotonicInstant, Runnable> timer, Supplier<MonotonicInstant> now,
            List<DueRun> runs, Consumer<DueRun> runner) {
        this.timer = timer;
        this.now = now;
        this.runs = runs;
        this.runner = runner;
        this.reached = now.get();
    }

    void begin() {
        if (next < runs.size()) {
            timer.accept(runs.get(next).due(), this);
        }
    }

    /// A run that throws is left behind: the others are begun all the same.
    @Override
    public void run() {
        MonotonicInstant due = runs.get(next).due();
        MonotonicInstant step = (due.nanosSince(reached) > 0 ? due : reached)
                .plusNanos(STEP_NANOS);
        MonotonicInstant until = now.get();
        if (step.nanosSince(until) < 0) {
            until = step;
        }
        reached = until;
        try {
            while (next < runs.size()) {
                DueRun run = runs.get(next);
                if (run.due().nanosSince(until) > 0) {
                    return;
                }
                next++;
                runner.accept(run);
            }
        } finally {
            begin();
        }
    }
}

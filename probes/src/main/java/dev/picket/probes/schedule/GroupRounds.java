package dev.picket.probes.schedule;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbeGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The rounds of one group, each handed over once. A round whose firing was missed is handed over
/// with the next one: its runs are then too late and are told as skipped, so that due = sent +
/// skipped holds whatever the scheduler does. Pure.
public final class GroupRounds {

    /// Missed rounds made up for; older ones would say nothing new.
    public static final int MISSED_ROUNDS_MAX = 100;
    /// A run later than this share of its interval is skipped.
    private static final int LATE_SHARE = 2;
    /// A round not handed over after this share of its interval is handed over by the watch.
    private static final int WATCH_SHARE = 4;

    private final ProbeGroup group;
    private final Instant first;
    private final MonotonicInstant firstMonotonic;
    private final List<Spreading.Phase> phases;
    private long nextRound;

    /// Rounds begin at `first`, which is `firstMonotonic` on the other clock. Intervals are counted
    /// on the monotonic clock: a step of the wall clock moves no run.
    public GroupRounds(ProbeGroup group, Instant first, MonotonicInstant firstMonotonic) {
        this.group = group;
        this.first = first;
        this.firstMonotonic = firstMonotonic;
        this.phases = Spreading.of(group);
    }

    /// When `round` should have been handed over long since: a quarter of an interval after its
    /// beginning.
    public MonotonicInstant watchAt(long round) {
        long everyNanos = group.every().toNanos();
        return firstMonotonic.plusNanos(round * everyNanos + everyNanos / WATCH_SHARE);
    }

    /// The runs of every round that has begun by `now` and was not handed over before, in order of
    /// time. A firing a little early still takes its round.
    public List<DueRun> begun(MonotonicInstant now) {
        long everyNanos = group.every().toNanos();
        long slack = everyNanos / 10;
        long current = Math.floorDiv(now.nanosSince(firstMonotonic) + slack, everyNanos);
        nextRound = Math.max(nextRound, current - MISSED_ROUNDS_MAX);
        List<DueRun> runs = new ArrayList<>();
        for (; nextRound <= current; nextRound++) {
            long roundNanos = nextRound * everyNanos;
            for (Spreading.Phase phase : phases) {
                long offset = roundNanos + phase.offsetNanos();
                runs.add(new DueRun(phase.plan(), first.plus(Duration.ofNanos(offset)),
                        firstMonotonic.plusNanos(offset), everyNanos / LATE_SHARE));
            }
        }
        return runs;
    }
}

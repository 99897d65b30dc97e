package dev.picket.probes.schedule;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbeGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

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

    Duration every() {
        return group.every();
    }

    /// When `round` should have been handed over long since: a quarter of an interval after its
    /// beginning.
    public MonotonicInstant watchAt(long round) {
        long everyNanos = group.every().toNanos();
        return firstMonotonic.plusNanos(round * everyNanos + everyNanos / WATCH_SHARE);
    }

    /// The runs of every round that has begun by `now` and was not handed over before, in order of
    /// time. A firing a little early still takes its round. Each is made when it is asked for: runs
    /// that wait for their time cost no memory.
    public List<DueRun> begun(MonotonicInstant now) {
        long everyNanos = group.every().toNanos();
        long slack = everyNanos / 10;
        long current = Math.floorDiv(now.nanosSince(firstMonotonic) + slack, everyNanos);
        long from = Math.max(nextRound, current - MISSED_ROUNDS_MAX);
        int rounds = (int) Math.max(0, current + 1 - from);
        nextRound = from + rounds;
        return new Runs(from, rounds * phases.size());
    }

    /// So many runs, the first of them the first of round `from`.
    private final class Runs extends AbstractList<DueRun> {

        private final long from;
        private final int size;

        Runs(long from, int size) {
            this.from = from;
            this.size = size;
        }

        @Override
        public DueRun get(int index) {
            Objects.checkIndex(index, size);
            Spreading.Phase phase = phases.get(index % phases.size());
            long everyNanos = group.every().toNanos();
            long offset = (from + index / phases.size()) * everyNanos + phase.offsetNanos();
            return new DueRun(phase.plan(), first.plus(Duration.ofNanos(offset)),
                    firstMonotonic.plusNanos(offset), everyNanos / LATE_SHARE);
        }

        @Override
        public int size() {
            return size;
        }
    }
}

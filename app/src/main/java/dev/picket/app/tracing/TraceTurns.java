package dev.picket.app.tracing;

import dev.picket.model.time.MonotonicInstant;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;

/// Whose turn it is: the ways that are due, the most overdue first, of those alike the one that was
/// traced longest ago, at first by number. So where more are due than can be traced, all are late
/// alike and none is left out.
final class TraceTurns {

    private final Duration every;
    /// By the way's number.
    private final MonotonicInstant[] due;
    /// All ways, the one traced last at the end.
    private final SequencedSet<Integer> line = new LinkedHashSet<>();

    /// Spreads `ways` evenly over the first interval.
    TraceTurns(int ways, Duration every, MonotonicInstant now) {
        this.every = every;
        this.due = IntStream.range(0, ways)
                .mapToObj(way -> now.plus(every.multipliedBy(way).dividedBy(ways)))
                .toArray(MonotonicInstant[]::new);
        IntStream.range(0, ways).forEach(line::addLast);
    }

    /// The way to trace next, of those not `underWay`; it is due again an interval from `now`.
    /// Empty where none is due.
    Optional<Integer> next(MonotonicInstant now, Set<Integer> underWay) {
        Optional<Integer> turn = line.stream()
                .filter(way -> !now.isBefore(due[way]) && !underWay.contains(way))
                .min(Comparator.comparing(way -> due[way]));
        turn.ifPresent(way -> {
            due[way] = now.plus(every);
            line.addLast(way);
        });
        return turn;
    }

    /// The way is due at `at`, unless it is before.
    void by(int way, MonotonicInstant at) {
        due[way] = at.isBefore(due[way]) ? at : due[way];
    }
}

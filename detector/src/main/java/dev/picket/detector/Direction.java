package dev.picket.detector;

import dev.picket.model.result.Signal;
import java.util.Set;
import java.util.TreeSet;

/// Which lane shows a loss best: lateness where most of it is that, one direction where only that
/// one loses, else both together. What varies because it is reordered is called reordered.
final class Direction {

    /// A direction loses when its evidence is above this, in nats.
    private static final double LOSES_NATS = 3;

    private static final Set<Signal> LOSS = Set.of(Signal.LOST, Signal.LOST_FORWARD,
            Signal.LOST_RETURN);
    private static final double DARK_RATIO = 0.9;
    private static final double MOST = 0.5;

    private final SeriesIndex series;
    private final TallyRing ring;

    Direction(SeriesIndex series, TallyRing ring) {
        this.series = series;
        this.ring = ring;
    }

    /// The lane to judge a fault in that was seen on `members` of `lane` since tick `onset`.
    int laneOf(int lane, Set<Integer> members, long onset, long now) {
        return switch (series.lanes().get(lane).signal()) {
            case FAILED, SLOW, CAPACITY, LATE, REORDERED, DUPLICATED -> lane;
            case JITTERY -> loses(Signal.REORDERED, members, onset, now)
                    ? laneOf(lane, Signal.REORDERED)
                    : lane;
            case LOST, LOST_FORWARD, LOST_RETURN -> {
                if (isMostlyLate(members, onset, now)) {
                    yield laneOf(lane, Signal.LATE);
                }
                if (laneOf(lane, Signal.LOST_FORWARD) < 0) {
                    // Whoever answers an ICMP echo keeps no count of his own.
                    yield lane;
                }
                boolean forward = loses(Signal.LOST_FORWARD, members, onset, now);
                boolean back = loses(Signal.LOST_RETURN, members, onset, now);
                Signal signal = forward == back || isDark(members, onset, now)
                        ? Signal.LOST
                        : forward ? Signal.LOST_FORWARD : Signal.LOST_RETURN;
                yield laneOf(lane, signal);
            }
        };
    }

    private boolean loses(Signal signal, Set<Integer> members, long onset, long now) {
        int lane = series.laneOf(series.seriesOf(series.pathOf(members.iterator().next()), signal));
        SinceOnset since = new SinceOnset(ring, series, lane);
        double total = 0;
        for (int i : inLane(members, lane)) {
            for (long tick = Math.max(onset, now - TallyRing.TICKS + 1); tick <= now; tick++) {
                if (ring.holds(tick)) {
                    since.addTick(tick, i);
                }
            }
            total += Math.max(0, since.ofSeries(i));
        }
        return total > LOSES_NATS;
    }

    /// Whether so much is lost on the way out that nothing can be said of the way back.
    private boolean isDark(Set<Integer> members, long onset, long now) {
        Sum forward = sum(Signal.LOST_FORWARD, members, onset, now);
        return forward.bad > DARK_RATIO * forward.trials;
    }

    /// Whether most of what counts as lost was only late.
    private boolean isMostlyLate(Set<Integer> members, long onset, long now) {
        Sum late = sum(Signal.LATE, members, onset, now);
        return late.bad > 0 && late.bad > MOST * sum(Signal.LOST, members, onset, now).bad;
    }

    private record Sum(long bad, long trials) {}

    private Sum sum(Signal signal, Set<Integer> members, long onset, long now) {
        long bad = 0;
        long trials = 0;
        for (int member : members) {
            int i = series.seriesOf(series.pathOf(member), signal);
            for (long tick = Math.max(onset, now - TallyRing.TICKS + 1); tick <= now; tick++) {
                if (ring.holds(tick) && ring.has(tick, i)) {
                    bad += ring.bad(tick, i);
                    trials += ring.table(tick, i).trials();
                }
            }
        }
        return new Sum(bad, trials);
    }

    private int laneOf(int lane, Signal signal) {
        Lane wanted = new Lane(series.lanes().get(lane).kind(), signal);
        return series.lanes().indexOf(wanted);
    }

    /// Whether two lanes are the same one, or tell of packets of one kind lost, whichever way.
    boolean isSameLoss(int lane, int other) {
        Lane one = series.lanes().get(lane);
        Lane two = series.lanes().get(other);
        return lane == other || (one.kind() == two.kind() && LOSS.contains(one.signal())
                && LOSS.contains(two.signal()));
    }

    /// The same paths' series in another lane of the kind.
    Set<Integer> inLane(Set<Integer> members, int lane) {
        Set<Integer> others = new TreeSet<>();
        for (int member : members) {
            others.add(series.seriesOf(series.pathOf(member),
                    series.lanes().get(lane).signal()));
        }
        return others;
    }
}

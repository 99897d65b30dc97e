package dev.picket.simulation.noise;

import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.scenario.Background;
import dev.picket.simulation.world.SeededHash;
import java.util.Optional;

/// What befalls one vantage by itself: replies its kernel drops on all paths at once, and a wall
/// clock that is set anew. For one thread.
public final class VantageNoise {

    private final Optional<Episodes> trouble;
    private final Optional<Episodes> clock;
    private final long startNanos;

    VantageNoise(String vantage, Background.Vantages kinds, long startNanos, long seed) {
        this.startNanos = startNanos;
        this.trouble = kinds.trouble().map(kind -> new Recurrence(startNanos, (after, random) -> {
            long at = after + Waits.untilNext(kind.perVantagePerDay(), random);
            return new Episode(at, at + Waits.nanos(kind.seconds().draw(random)),
                    kind.proberLossRatio().draw(random), Direction.RETURN);
        }, SeededHash.of(seed, "trouble", vantage)));
        this.clock = kinds.clockSteps().map(kind -> new Recurrence(startNanos, (after, random) -> {
            double offset = after == startNanos ? 0 : kind.seconds().draw(random);
            return new Episode(after,
                    after + 1 + Waits.untilNext(kind.perVantagePerDay(), random),
                    random.nextBoolean() ? offset : -offset, Direction.BOTH);
        }, SeededHash.of(seed, "clock", vantage)));
    }

    /// The first moment from `nanos` on at which replies may be dropped here.
    public long troubledFrom(long nanos) {
        return trouble.map(episodes -> episodes.troubledFrom(nanos)).orElse(Long.MAX_VALUE);
    }

    /// Probability that a reply is dropped here at `nanos`.
    public double dropRatio(long nanos) {
        if (trouble.isEmpty()) {
            return 0;
        }
        Episode episode = trouble.get().at(nanos);
        return episode.isActive(nanos) ? episode.ratio() : 0;
    }

    /// How far the wall clock is off at `nanos`.
    public long clockOffNanos(long nanos) {
        return clock.isEmpty() || nanos < startNanos
                ? 0
                : Waits.nanos(clock.get().at(nanos).ratio());
    }
}

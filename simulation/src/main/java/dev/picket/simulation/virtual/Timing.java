package dev.picket.simulation.virtual;

import dev.picket.probes.run.Tallies;
import java.time.Duration;
import java.time.Instant;

/// How virtual time is cut into ticks.
final class Timing {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Instant start;
    private final Duration tick;
    private final Duration grace;
    private final long startNanos;
    private final long tickNanos;
    private final long graceNanos;
    private final long first;

    /// @param start the wall time of the scenario's start, a whole number of ticks
    /// @param tick the detector's step
    /// @param grace how long after its end a tick stays open
    Timing(Instant start, Duration tick, Duration grace) {
        this.start = start;
        this.tick = tick;
        this.grace = grace;
        this.startNanos = start.getEpochSecond() * NANOS_PER_SECOND + start.getNano();
        this.tickNanos = tick.toNanos();
        this.graceNanos = grace.toNanos();
        this.first = Tallies.tickOf(start, tick);
    }

    /// Ticks from the last whole one at or before `start`.
    static Timing from(Instant start, Duration tick, Duration grace) {
        return new Timing(Instant.EPOCH.plus(tick.multipliedBy(Tallies.tickOf(start, tick))), tick,
                grace);
    }

    Instant start() {
        return start;
    }

    Duration tick() {
        return tick;
    }

    Duration grace() {
        return grace;
    }

    long tickNanos() {
        return tickNanos;
    }

    /// The detector's number of the tick `index` ticks after the start.
    long number(long index) {
        return first + index;
    }

    /// The detector's number of the tick in which a clock shows that it is `nanos` after the start.
    long numberAt(long nanos) {
        return Math.floorDiv(startNanos + nanos, tickNanos);
    }

    /// The step at whose end something known at `nanos` is taken into account: the first whose tick
    /// closes no earlier.
    long stepOf(long nanos) {
        return Math.ceilDiv(nanos - graceNanos, tickNanos) - 1;
    }

    /// When the tick `index` ticks after the start closes.
    Instant closing(long index) {
        return start.plusNanos(closingNanos(index));
    }

    /// The same, from the start on.
    long closingNanos(long index) {
        return (index + 1) * tickNanos + graceNanos;
    }
}

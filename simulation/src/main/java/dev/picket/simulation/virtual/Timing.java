package dev.picket.simulation.virtual;

import dev.picket.probes.run.Tallies;
import java.time.Duration;
import java.time.Instant;

/// How virtual time is cut into ticks.
///
/// @param start the wall time of the scenario's start, a whole number of ticks
/// @param tick the detector's step
/// @param grace how long after its end a tick stays open
record Timing(Instant start, Duration tick, Duration grace) {

    /// Ticks from the last whole one at or before `start`.
    static Timing from(Instant start, Duration tick, Duration grace) {
        return new Timing(Instant.EPOCH.plus(tick.multipliedBy(Tallies.tickOf(start, tick))), tick,
                grace);
    }

    /// The detector's number of the tick `index` ticks after the start.
    long number(long index) {
        return Tallies.tickOf(start, tick) + index;
    }

    /// The step at whose end something known at `nanos` is taken into account: the first whose tick
    /// closes no earlier.
    long stepOf(long nanos) {
        return Math.ceilDiv(nanos - grace.toNanos(), tick.toNanos()) - 1;
    }

    /// When the tick `index` ticks after the start closes.
    Instant closing(long index) {
        return start.plus(tick.multipliedBy(index + 1)).plus(grace);
    }
}

package dev.picket.simulation.virtual;

import java.time.Duration;
import java.time.Instant;

/// How virtual time is cut into ticks.
///
/// @param start the wall time of the scenario's start, a whole number of ticks
/// @param tick the detector's step
/// @param grace how long after its end a tick stays open
record Timing(Instant start, Duration tick, Duration grace) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// The detector's number of the tick `index` ticks after the start.
    long number(long index) {
        return Math.floorDiv(start.getEpochSecond() * NANOS_PER_SECOND + start.getNano(),
                tick.toNanos()) + index;
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

package dev.picket.detector;

import java.time.Duration;
import java.time.Instant;

/// Ticks as wall time: tick n runs from n times its length to n+1 times its length since the epoch.
record TickTimes(Duration tick) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    Instant start(long number) {
        // Whole seconds apart from the rest: the nanoseconds of an hour-long tick would overflow.
        long seconds = Math.multiplyExact(number, tick.getSeconds());
        long nanos = Math.multiplyExact(number, (long) tick.getNano());
        return Instant.ofEpochSecond(seconds, nanos);
    }

    Instant end(long number) {
        return start(number + 1);
    }

    /// The tick that holds an instant.
    long of(Instant instant) {
        long nanos = Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND),
                instant.getNano());
        return Math.floorDiv(nanos, tick.toNanos());
    }
}

package dev.picket.probes.datagram;

import dev.picket.model.time.Clock;
import java.time.Instant;

/// Wall clock minus monotonic clock, read just now: it carries a kernel stamp, which is wall time,
/// over to the monotonic clock. It is read anew in every turn, since the wall clock is slewed and
/// stepped; see [OffsetWatch].
///
/// @param nanos wall minus monotonic
/// @param bracketNanos how long the reading took: it is wrong by half of that at most
record ClockOffset(long nanos, long bracketNanos) {

    /// A reading bracketed by more than this was interrupted and is tried again.
    static final long BRACKET_NANOS_MAX = 20_000L;

    private static final int TRIES_MAX = 4;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// The offset from the narrowest of a few bracketed readings.
    static ClockOffset read(Clock clock) {
        long narrowest = Long.MAX_VALUE;
        long offset = 0;
        for (int i = 0; i < TRIES_MAX && narrowest > BRACKET_NANOS_MAX; i++) {
            long before = clock.monotonic().nanos();
            Instant wall = clock.wall();
            long bracket = clock.monotonic().nanos() - before;
            if (bracket < narrowest) {
                narrowest = bracket;
                offset = epochNanos(wall) - before - bracket / 2;
            }
        }
        return new ClockOffset(offset, narrowest);
    }

    /// The monotonic nanoseconds of a moment of the wall clock.
    long toMonotonicNanos(long epochNanos) {
        return epochNanos - nanos;
    }

    private static long epochNanos(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }
}

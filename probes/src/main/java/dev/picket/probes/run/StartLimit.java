package dev.picket.probes.run;

import dev.picket.model.time.MonotonicInstant;
import java.time.Duration;

/// How many runs may begin in a second, whatever asks for them: at most so many in any stretch of
/// that length, wherever it begins. Exact, as it keeps the time of each of the last so many starts.
final class StartLimit {

    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final long[] begunNanos;
    private long begun;

    StartLimit(int startsPerSecondMax) {
        this.begunNanos = new long[startsPerSecondMax];
    }

    /// Whether a run may begin at `now`, which never goes back; it is then taken as begun.
    boolean take(MonotonicInstant now) {
        int oldest = (int) (begun % begunNanos.length);
        if (begun >= begunNanos.length && now.nanos() - begunNanos[oldest] < SECOND_NANOS) {
            return false;
        }
        begunNanos[oldest] = now.nanos();
        begun++;
        return true;
    }
}

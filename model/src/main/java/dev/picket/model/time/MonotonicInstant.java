package dev.picket.model.time;

import java.time.Duration;

/// A reading of the monotonic clock in nanoseconds since an arbitrary origin. Only differences
/// mean anything.
public record MonotonicInstant(long nanos) implements Comparable<MonotonicInstant> {

    public MonotonicInstant plus(Duration duration) {
        return new MonotonicInstant(nanos + duration.toNanos());
    }

    public MonotonicInstant plusNanos(long addedNanos) {
        return new MonotonicInstant(nanos + addedNanos);
    }

    /// Nanoseconds from `earlier` to this instant; negative when this one is the earlier.
    public long nanosSince(MonotonicInstant earlier) {
        return nanos - earlier.nanos;
    }

    public boolean isBefore(MonotonicInstant other) {
        return nanos - other.nanos < 0;
    }

    @Override
    public int compareTo(MonotonicInstant other) {
        return Long.signum(nanos - other.nanos);
    }
}

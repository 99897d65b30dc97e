package dev.picket.simulation.paging;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import java.time.Duration;
import java.time.Instant;

/// A clock that its owner moves, never back. For one thread.
public final class VirtualClock implements Clock {

    private final Instant start;
    private Instant now;

    VirtualClock(Instant start) {
        this.start = start;
        this.now = start;
    }

    void moveTo(Instant later) {
        now = later.isAfter(now) ? later : now;
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant wall() {
        return now;
    }

    @Override
    public MonotonicInstant monotonic() {
        return new MonotonicInstant(Duration.between(start, now).toNanos());
    }
}

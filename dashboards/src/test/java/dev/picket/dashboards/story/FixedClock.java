package dev.picket.dashboards.story;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import java.time.Instant;

/// A clock that stands still.
public record FixedClock(Instant wall) implements Clock {

    @Override
    public MonotonicInstant monotonic() {
        return new MonotonicInstant(0);
    }
}

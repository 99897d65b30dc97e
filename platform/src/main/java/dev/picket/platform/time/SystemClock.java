package dev.picket.platform.time;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import java.time.Instant;

/// The clocks of this machine: the only class that reads them.
public final class SystemClock implements Clock {
    private static final SystemClock SYSTEM = new SystemClock();

    private SystemClock() {}

    public static Clock system() {
        return SYSTEM;
    }

    @Override
    public Instant wall() {
        return Instant.now();
    }

    @Override
    public MonotonicInstant monotonic() {
        return new MonotonicInstant(System.nanoTime());
    }
}

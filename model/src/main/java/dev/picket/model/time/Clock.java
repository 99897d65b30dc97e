package dev.picket.model.time;

import java.time.Instant;

/// The two clocks of a shell. Pure code never holds one: it is handed the readings.
public interface Clock {

    /// Wall time: when something happened, for people and other machines.
    Instant wall();

    /// Monotonic time: how long something took.
    MonotonicInstant monotonic();
}

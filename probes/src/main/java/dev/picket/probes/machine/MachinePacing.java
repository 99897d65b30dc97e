package dev.picket.probes.machine;

import java.time.Duration;

/// The pauses and limits of a run.
///
/// @param lookups how often a Machine of unknown fate is looked for
/// @param lookupPause before each of these
/// @param callTimeout of one call that is not create or wait
/// @param grace how long a Machine found late may still take to start
/// @param waitStep one long poll
public record MachinePacing(int lookups, Duration lookupPause, Duration callTimeout,
        Duration grace, Duration waitStep) {

    public static final MachinePacing DEFAULT = new MachinePacing(3, Duration.ofSeconds(1),
            Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));
}

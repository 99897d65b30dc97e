package dev.picket.probes.schedule;

import dev.picket.model.time.MonotonicInstant;

/// A token bucket: so many runs at once, and so many a second after that.
final class Allowance {

    private final double runsMax;
    private final double runsPerSecond;
    private double runs;
    private MonotonicInstant filledAt;

    Allowance(double runsMax, double runsPerSecond, MonotonicInstant now) {
        this.runsMax = runsMax;
        this.runsPerSecond = runsPerSecond;
        this.runs = runsMax;
        this.filledAt = now;
    }

    /// Whether one more run is allowed at `now`, which never goes back.
    boolean has(MonotonicInstant now) {
        double seconds = Math.max(0, now.nanosSince(filledAt) / 1e9);
        runs = Math.min(runsMax, runs + seconds * runsPerSecond);
        filledAt = now;
        return runs >= 1;
    }

    /// Uses one run that [#has] allowed.
    void use() {
        runs--;
    }
}

package dev.picket.simulation.fault;

import java.time.Duration;

/// How a fault comes and goes while it lasts: bad first, then good, then bad again.
public record Flap(Duration bad, Duration good) {

    public Flap {
        if (!bad.isPositive() || !good.isPositive()) {
            throw new IllegalArgumentException(
                    "a flap needs both parts > 0, got " + bad + ", " + good);
        }
    }

    /// Whether it is bad at `nanos` after its begin.
    boolean isBad(long nanos) {
        return Math.floorMod(nanos, bad.toNanos() + good.toNanos()) < bad.toNanos();
    }
}

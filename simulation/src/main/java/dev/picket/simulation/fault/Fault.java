package dev.picket.simulation.fault;

import java.time.Duration;

/// One scripted fault.
///
/// @param at when it begins, from the scenario's start
/// @param length how long it lasts
/// @param share the share of the paths in scope that it hits (0..1]; which ones, a seeded hash says
public record Fault(String id, Duration at, Duration length, FaultScope scope, double share,
        Direction direction, FaultEffects effects) {

    public Fault {
        if (at.isNegative() || !length.isPositive()) {
            throw new IllegalArgumentException(
                    "fault " + id + " needs a start >= 0 and a length > 0, got " + at + ", "
                            + length);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "share of fault " + id + " must be in (0,1], got " + share);
        }
    }

    /// A fault that hits every path in scope, both ways.
    public static Fault of(String id, Duration at, Duration length, FaultScope scope,
            FaultEffects effects) {
        return new Fault(id, at, length, scope, 1, Direction.BOTH, effects);
    }

    public Duration end() {
        return at.plus(length);
    }

    /// Whether it is going on at `nanos` from the scenario's start; its end is the first moment
    /// without it.
    public boolean isActive(long nanos) {
        return nanos >= at.toNanos() && nanos < end().toNanos();
    }
}

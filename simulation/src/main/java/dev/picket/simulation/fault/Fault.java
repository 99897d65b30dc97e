package dev.picket.simulation.fault;

import java.time.Duration;
import java.util.Optional;

/// One scripted fault.
///
/// @param at when it begins, from the scenario's start
/// @param length how long it lasts
/// @param flap how it comes and goes meanwhile; empty where it stays
public record Fault(String id, Duration at, Duration length, Optional<Flap> flap, Extent extent,
        FaultEffects effects) {

    /// Where a fault lies.
    ///
    /// @param share the share of the paths in scope that it hits (0..1]; which ones, a seeded hash
    ///        says
    public record Extent(FaultScope scope, double share, Direction direction) {

        public Extent {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("share must be in (0,1], got " + share);
            }
        }

        /// Every path in scope, both ways.
        public static Extent all(FaultScope scope) {
            return new Extent(scope, 1, Direction.BOTH);
        }
    }

    public Fault {
        if (at.isNegative() || !length.isPositive()) {
            throw new IllegalArgumentException(
                    "fault " + id + " needs a start >= 0 and a length > 0, got " + at + ", "
                            + length);
        }
    }

    /// A fault that stays, and hits every path in scope, both ways.
    public static Fault of(String id, Duration at, Duration length, FaultScope scope,
            FaultEffects effects) {
        return new Fault(id, at, length, Optional.empty(), Extent.all(scope), effects);
    }

    public FaultScope scope() {
        return extent.scope();
    }

    public Duration end() {
        return at.plus(length);
    }

    /// Whether it is going on at `nanos` from the scenario's start; its end is the first moment
    /// without it.
    public boolean isActive(long nanos) {
        return nanos >= at.toNanos() && nanos < end().toNanos()
                && (flap.isEmpty() || flap.get().isBad(nanos - at.toNanos()));
    }
}

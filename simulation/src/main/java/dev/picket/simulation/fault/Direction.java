package dev.picket.simulation.fault;

import java.util.Optional;

/// Which way of a path a fault harms.
public enum Direction {
    /// From vantage to target.
    FORWARD,
    /// From target back to vantage.
    RETURN, BOTH;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<Direction> of(String label) {
        for (Direction direction : values()) {
            if (direction.label().equals(label)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }

    boolean harmsForward() {
        return this != RETURN;
    }

    boolean harmsReturn() {
        return this != FORWARD;
    }
}

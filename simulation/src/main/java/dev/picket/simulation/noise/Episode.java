package dev.picket.simulation.noise;

import dev.picket.simulation.fault.Direction;

/// A stretch of time in which something is worse than usual.
///
/// @param ratio how much: packets lost in the ways of `way`, unless its source says otherwise
record Episode(long startNanos, long endNanos, double ratio, Direction way) {

    boolean isActive(long nanos) {
        return nanos >= startNanos && nanos < endNanos;
    }
}

package dev.picket.simulation.virtual;

import dev.picket.model.topology.Component;

/// A short loss that all paths of one component had together, as the noise made it.
record Blip(Component component, long startNanos, long endNanos, double lossRatio) {

    boolean isActive(long nanos) {
        return nanos >= startNanos && nanos < endNanos;
    }
}

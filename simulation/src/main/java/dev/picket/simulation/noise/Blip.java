package dev.picket.simulation.noise;

import dev.picket.model.topology.Component;

/// A trouble that all paths of one component had together, as the noise made it: a short loss, or
/// all the flaps of one row.
public record Blip(Component component, long startNanos, long endNanos) {}

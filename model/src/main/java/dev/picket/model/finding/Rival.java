package dev.picket.model.finding;

import dev.picket.model.topology.Component;

/// A component that could be to blame, with its posterior (0..1) and its contrast.
public record Rival(Component component, double posterior, Contrast contrast) {}

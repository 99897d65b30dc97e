package dev.picket.model.finding;

import java.time.Instant;

/// When the fault is estimated to have begun, with the interval of starts within two nats of the
/// likeliest.
public record Onset(Instant estimate, Instant earliest, Instant latest) {}

/// Seeded round tallies of a whole fleet, fast: what the detector is fed where only its quality is
/// measured, without a probe result or a session for each round.
@NullMarked
package dev.picket.simulation.scorecard.stream;

import org.jspecify.annotations.NullMarked;

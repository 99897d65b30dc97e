/// Tallies in, findings out: how suspicion gathers on components and who is blamed.
///
/// Everything here is pure: no clock, no input or output, no randomness. The same closed ticks give
/// the same findings, bit for bit.
@NullMarked
package dev.picket.detector;

import org.jspecify.annotations.NullMarked;

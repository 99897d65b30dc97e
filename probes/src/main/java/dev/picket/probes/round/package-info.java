/// A burst of packets and what became of each, whatever the protocol: pacing, stamps, losses by
/// cause, order, and the verdict.
@NullMarked
package dev.picket.probes.round;

import org.jspecify.annotations.NullMarked;

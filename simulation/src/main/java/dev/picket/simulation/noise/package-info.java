/// The noise of a healthy network: what paths, hosts, components and vantages suffer without a
/// fault. Pure: every source draws from a stream of its own, seeded by its name, so that what
/// happens to one path does not hang on how often another is asked about, nor on the order.
@NullMarked
package dev.picket.simulation.noise;

import org.jspecify.annotations.NullMarked;

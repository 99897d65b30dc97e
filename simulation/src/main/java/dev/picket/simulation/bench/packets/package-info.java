/// Measurements of the datagram engine and of what it says of paths and of itself, on loopback.
@NullMarked
package dev.picket.simulation.bench.packets;

import org.jspecify.annotations.NullMarked;

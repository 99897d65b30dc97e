/// The benches of WireGuard in short.
@NullMarked
package dev.picket.simulation.bench.wireguard;

import org.jspecify.annotations.NullMarked;

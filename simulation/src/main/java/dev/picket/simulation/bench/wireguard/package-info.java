/// What a WireGuard handshake costs, beside the arithmetic it is made of.
@NullMarked
package dev.picket.simulation.bench.wireguard;

import org.jspecify.annotations.NullMarked;

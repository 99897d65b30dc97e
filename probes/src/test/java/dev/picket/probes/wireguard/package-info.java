/// WireGuard's own pieces against published vectors, each other, and real peers.
@NullMarked
package dev.picket.probes.wireguard;

import org.jspecify.annotations.NullMarked;

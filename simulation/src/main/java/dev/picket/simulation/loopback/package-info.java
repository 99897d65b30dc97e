/// A provider network on loopback sockets: real reflectors and gateways behind a seeded, scripted
/// network that drops and delays what passes.
@NullMarked
package dev.picket.simulation.loopback;

import org.jspecify.annotations.NullMarked;

/// The simulation on virtual time: rounds of probes over a seeded network, fed to the real
/// detector and incident book, as fast as the machine allows.
///
/// What is real: topology, routes, sessions (WireGuard, STAMP, Machine create) and their
/// responders, tallies, detector, incidents. What is modelled: the network between them, packet by
/// packet. Rounds in which every packet arrives repeat what a session said of such a round.
@NullMarked
package dev.picket.simulation.virtual;

import org.jspecify.annotations.NullMarked;

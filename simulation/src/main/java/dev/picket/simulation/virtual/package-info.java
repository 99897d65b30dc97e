/// The simulation on virtual time: rounds of probes over a seeded network, fed to the real
/// detector and incident book, as fast as the machine allows.
///
/// What is real: topology, routes, tallies, detector, incidents. What is modelled: a round's
/// outcome. Packets are drawn as binomial counts from the path's conditions at the round's time and
/// a handshake as its first attempt, instead of running a protocol session for each: the tallies
/// have the distribution that sessions over such a network give, at a thousandth of the cost. The
/// sessions themselves run on real sockets in the demonstration.
@NullMarked
package dev.picket.simulation.virtual;

import org.jspecify.annotations.NullMarked;

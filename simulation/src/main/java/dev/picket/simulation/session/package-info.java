/// Probe runs on virtual time: the very sessions that run on sockets, against the very responders
/// they meet in the demonstration, with packets whose fates are given.
@NullMarked
package dev.picket.simulation.session;

import org.jspecify.annotations.NullMarked;

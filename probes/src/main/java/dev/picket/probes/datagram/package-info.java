/// The datagram plane: one thread that moves datagrams between sockets and sessions.
@NullMarked
package dev.picket.probes.datagram;

import org.jspecify.annotations.NullMarked;

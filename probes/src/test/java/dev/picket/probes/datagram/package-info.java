/// Tests of the datagram plane on loopback.
@NullMarked
package dev.picket.probes.datagram;

import org.jspecify.annotations.NullMarked;

/// Tests of rounds of packets.
@NullMarked
package dev.picket.probes.round;

import org.jspecify.annotations.NullMarked;

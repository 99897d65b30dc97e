/// Tests of the ladder in a tunnel.
@NullMarked
package dev.picket.probes.tunnel;

import org.jspecify.annotations.NullMarked;

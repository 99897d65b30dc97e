/// The TCP probe: a connection opened and closed.
@NullMarked
package dev.picket.probes.tcp;

import org.jspecify.annotations.NullMarked;

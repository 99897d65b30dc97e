/// Runs probe plans: sessions on the datagram plane, blocking probes on virtual threads; what
/// happened becomes probe results, prober rounds and round tallies.
@NullMarked
package dev.picket.probes.run;

import org.jspecify.annotations.NullMarked;

/// A server that answers like the Machines API and misbehaves on demand, for the demonstration,
/// simulations and tests.
@NullMarked
package dev.picket.probes.machine.standin;

import org.jspecify.annotations.NullMarked;

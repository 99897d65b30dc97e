/// Machine create as a probe: creates a Machine by the Machines API, waits until it has started,
/// destroys it, and tells whose fault it was when one of these fails.
@NullMarked
package dev.picket.probes.machine;

import org.jspecify.annotations.NullMarked;

/// What WireGuard's timestamps need beyond one process: a file that outlives it.
@NullMarked
package dev.picket.probes.timestamp;

import org.jspecify.annotations.NullMarked;

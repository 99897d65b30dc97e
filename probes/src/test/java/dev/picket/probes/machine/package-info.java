/// The Machine probe against a stand-in that misbehaves on demand.
@NullMarked
package dev.picket.probes.machine;

import org.jspecify.annotations.NullMarked;

/// What a configuration watches, what it does not, and what it cannot tell apart. Pure, but for
/// the reading of this machine's limits.
@NullMarked
package dev.picket.app.coverage;

import org.jspecify.annotations.NullMarked;

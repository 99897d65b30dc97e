/// The one place that reads the machine's clocks.
@NullMarked
package dev.picket.platform.time;

import org.jspecify.annotations.NullMarked;

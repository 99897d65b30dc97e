/// Instants and clocks: the wall clock says when, the monotonic clock says how long.
@NullMarked
package dev.picket.model.time;

import org.jspecify.annotations.NullMarked;

/// What probing yields: probe results, packet outcomes, prober health and round tallies.
@NullMarked
package dev.picket.model.result;

import org.jspecify.annotations.NullMarked;

/// The record people see: incidents as a fold of their events.
@NullMarked
package dev.picket.model.incident;

import org.jspecify.annotations.NullMarked;

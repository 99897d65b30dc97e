/// A made-up past for demonstrations: incidents of the simulation, marked as such.
@NullMarked
package dev.picket.simulation.history;

import org.jspecify.annotations.NullMarked;

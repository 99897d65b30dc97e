/// Scripted faults and what they do to a path at a time: pure functions of topology and time.
@NullMarked
package dev.picket.simulation.fault;

import org.jspecify.annotations.NullMarked;

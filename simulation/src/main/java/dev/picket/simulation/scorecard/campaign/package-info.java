/// Long measurements in stretches whose counts add up: over runs, seeds and machines.
@NullMarked
package dev.picket.simulation.scorecard.campaign;

import org.jspecify.annotations.NullMarked;

/// What operators use today, on the same tallies: rules on single paths, and a vote on who did it.
@NullMarked
package dev.picket.simulation.scorecard.rival;

import org.jspecify.annotations.NullMarked;

/// Estimates with their intervals.
@NullMarked
package dev.picket.simulation.scorecard.statistic;

import org.jspecify.annotations.NullMarked;

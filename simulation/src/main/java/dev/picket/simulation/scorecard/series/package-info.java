/// One series alone: the best that can be done, exactly, to hold the detector against.
@NullMarked
package dev.picket.simulation.scorecard.series;

import org.jspecify.annotations.NullMarked;

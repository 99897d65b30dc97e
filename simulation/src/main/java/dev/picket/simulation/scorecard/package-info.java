/// How good the detector is: seeded faults and seeded quiet, the bar it has to reach, and the usual
/// alternatives on the same data.
@NullMarked
package dev.picket.simulation.scorecard;

import org.jspecify.annotations.NullMarked;

/// Measurements of cost beside what they are held against, in CPU time, medians of several rounds.
@NullMarked
package dev.picket.simulation.bench;

import org.jspecify.annotations.NullMarked;

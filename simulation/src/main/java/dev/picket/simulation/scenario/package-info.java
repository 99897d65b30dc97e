/// Scenarios: a network, its background noise and scripted faults, as people write them.
@NullMarked
package dev.picket.simulation.scenario;

import org.jspecify.annotations.NullMarked;

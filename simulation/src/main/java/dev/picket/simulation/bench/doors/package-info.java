/// The cost of probes over streams, beside blackbox_exporter in the same run.
@NullMarked
package dev.picket.simulation.bench.doors;

import org.jspecify.annotations.NullMarked;

/// Tests of the packet measurements, and of the bars that a loaded machine holds too.
@NullMarked
package dev.picket.simulation.bench.packets;

import org.jspecify.annotations.NullMarked;

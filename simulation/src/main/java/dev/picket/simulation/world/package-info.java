/// Seeded provider networks: regions, providers, the route of every path.
@NullMarked
package dev.picket.simulation.world;

import org.jspecify.annotations.NullMarked;

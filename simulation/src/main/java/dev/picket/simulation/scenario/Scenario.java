package dev.picket.simulation.scenario;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Vantage;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.world.World;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is simulated: a network, how it is probed, its noise and what breaks in it.
///
/// @param offNet vantages outside the provider's network
/// @param tick the detector's step
/// @param warmUp how long the detector learns before it may page, from the start; empty where it
///        starts warm, having learnt on the scenario's own background
public record Scenario(long seed, Duration duration, Network network,
        SortedMap<String, Vantage> offNet, SortedMap<ProbeKind, ProbePace> probes, Duration tick,
        Background background, List<Fault> faults, Optional<Duration> warmUp) {

    public Scenario {
        offNet = Collections.unmodifiableSortedMap(new TreeMap<>(offNet));
        probes = Collections.unmodifiableSortedMap(new TreeMap<>(probes));
        faults = List.copyOf(faults);
    }

    /// The same scenario under another seed: other routes, other noise, the same faults.
    public Scenario withSeed(long otherSeed) {
        return new Scenario(otherSeed, duration, network, offNet, probes, tick, background, faults,
                warmUp);
    }

    public World world() {
        return World.everyHost(network, offNet, probes.keySet(), seed);
    }

    /// Detector ticks that the scenario lasts.
    public long ticks() {
        return duration.toNanos() / tick.toNanos();
    }
}

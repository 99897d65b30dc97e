package dev.picket.simulation.scenario;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import dev.picket.model.topology.Vantage;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.world.World;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
        Background background, Script script, Optional<Duration> warmUp) {

    /// What breaks, and under the faults' ids what is expected to become of it.
    public record Script(List<Fault> faults, Map<String, Expectation> expectations) {

        public Script {
            faults = List.copyOf(faults);
            expectations = Map.copyOf(expectations);
        }

        /// Faults of which nothing is expected.
        public static Script of(List<Fault> faults) {
            return new Script(faults, Map.of());
        }
    }

    public Scenario {
        offNet = Collections.unmodifiableSortedMap(new TreeMap<>(offNet));
        probes = Collections.unmodifiableSortedMap(new TreeMap<>(probes));
    }

    /// The same scenario under another seed: other routes, other noise, the same faults.
    public Scenario withSeed(long otherSeed) {
        return new Scenario(otherSeed, duration, network, offNet, probes, tick, background, script,
                warmUp);
    }

    public List<Fault> faults() {
        return script.faults();
    }

    public World world() {
        return World.everyHost(network, offNet, probes.keySet(), this::isRun, seed);
    }

    /// Faults that lie on no path that is probed, so that nothing can be seen of them.
    public List<Fault> unseen(Topology topology) {
        return faults().stream()
                .filter(fault -> topology.routes().stream().noneMatch(route -> fault.scope()
                        .covers(route, topology)))
                .toList();
    }

    /// Detector ticks that the scenario lasts.
    public long ticks() {
        return duration.toNanos() / tick.toNanos();
    }

    /// The pace of a kind that is probed.
    public ProbePace pace(ProbeKind kind) {
        ProbePace pace = probes.get(kind);
        if (pace == null) {
            throw new IllegalArgumentException("the scenario has no pace for " + kind.label());
        }
        return pace;
    }

    private boolean isRun(String vantage, ProbeKind kind) {
        return Optional.ofNullable(probes.get(kind)).map(pace -> pace.isRunBy(vantage))
                .orElse(false);
    }
}

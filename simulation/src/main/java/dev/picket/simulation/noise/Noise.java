package dev.picket.simulation.noise;

import dev.picket.model.topology.Topology;
import dev.picket.simulation.scenario.Background;
import java.util.List;
import java.util.Optional;

/// The background of a healthy network over a span of time: what it does to each path and each
/// vantage.
public final class Noise {

    private final Topology topology;
    private final Background background;
    private final Span span;
    private final long seed;
    private final SharedNoise shared;
    private final Optional<CongestedDay> congestion;

    /// A stretch of virtual time, in nanoseconds from the scenario's start.
    ///
    /// @param startMinute minutes from midnight (UTC) to the scenario's start
    public record Span(long startNanos, long endNanos, long startMinute) {}

    public Noise(Topology topology, Background background, Span span, long seed) {
        this.topology = topology;
        this.background = background;
        this.span = span;
        this.seed = seed;
        this.shared = new SharedNoise(topology, background.shared(), span, seed);
        this.congestion = background.shared().congestion()
                .map(kind -> new CongestedDay(kind, span.startMinute(), seed));
    }

    /// The noise of path number `index`; for one thread.
    public PathNoise path(int index) {
        return new PathNoise(
                new PathNoise.Place(topology.routes().get(index),
                        topology.targetOf(topology.path(index)).region(), span.startNanos()),
                background, new PathNoise.Around(shared.on(topology.routes().get(index)),
                        congestion),
                seed);
    }

    /// The noise of a vantage itself; for one thread.
    public VantageNoise vantage(String name) {
        return new VantageNoise(name, background.vantages(), span.startNanos(), seed);
    }

    /// What components had by themselves in the whole span, for the record of truth.
    public List<Blip> blips() {
        return shared.blips();
    }
}

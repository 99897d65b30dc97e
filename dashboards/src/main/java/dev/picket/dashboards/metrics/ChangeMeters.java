package dev.picket.dashboards.metrics;

import dev.picket.model.topology.Path;
import dev.picket.model.topology.Topology;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// How often the networks on the way changed, of paths that are traced; of others nothing is
/// exported.
final class ChangeMeters {

    private final MeterRegistry registry;
    private final Topology topology;
    /// By source and destination. The registry itself holds what it reads weakly.
    private final Map<Tags, List<AtomicLong>> counts = new HashMap<>();

    ChangeMeters(MeterRegistry registry, Topology topology) {
        this.registry = registry;
        this.topology = topology;
    }

    /// Exports `changes`, which go on being counted by their owner.
    void export(Map<Path, AtomicLong> changes) {
        changes.forEach((path, count) -> counts
                .computeIfAbsent(pair(path), _ -> new ArrayList<>()).add(count));
        counts.forEach((pair, of) -> FunctionCounter.builder("picket.path.changes", of,
                ChangeMeters::sum)
                .description("Changes of the networks that traces saw on the way of paths")
                .tags(pair).register(registry));
    }

    private Tags pair(Path path) {
        return Tags.of("src", topology.vantageOf(path).region().orElse(path.vantage()), "dst",
                topology.targetOf(path).region());
    }

    private static double sum(List<AtomicLong> counts) {
        return counts.stream().mapToLong(AtomicLong::get).sum();
    }
}

package dev.picket.dashboards.metrics;

import dev.picket.dashboards.board.BoardView;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Topology;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// The exported metrics. No other class outside this package knows the registry behind it.
///
/// Every series that can be known beforehand is exported as 0 from the start, so that a rate over
/// it has a beginning. Any thread may call it.
@SuppressWarnings("deprecation") // the simpleclient registry is deprecated in favour of a newer one
public final class Metrics {

    /// The media type of [#scrape].
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT);
    private final ProbeMeters probes;
    private final IncidentMeters incidents;
    private final ViewMeters views;
    private final ChangeMeters changes;

    /// @param sinks the names of the configured receivers of pages
    public Metrics(Topology topology, List<String> sinks) {
        registry.throwExceptionOnRegistrationFailure();
        this.probes = new ProbeMeters(registry, topology);
        this.incidents = new IncidentMeters(registry, sinks);
        this.views = new ViewMeters(registry);
        this.changes = new ChangeMeters(registry, topology);
    }

    public void accept(ProbeResult result) {
        probes.accept(result);
    }

    public void accept(ProberRound round) {
        probes.accept(round);
    }

    /// Takes an event as it happens; events read back at a start are not for counting.
    public void accept(IncidentEvent event) {
        incidents.accept(event);
    }

    /// Exports how often each path has changed; to be called once.
    ///
    /// @param counts by path that is traced, counted on by their owner
    public void export(Map<Path, AtomicLong> counts) {
        changes.export(counts);
    }

    /// The exposition as of `view`.
    ///
    /// @param pageDrawnAt when the status page was last drawn
    public String scrape(BoardView view, Instant pageDrawnAt) {
        views.update(view, pageDrawnAt);
        return registry.scrape();
    }
}

package dev.picket.dashboards.metrics;

import dev.picket.dashboards.board.BoardView;
import dev.picket.dashboards.board.IncidentRecord;
import dev.picket.dashboards.board.Matrix;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.Severity;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// What the board's view exports: gauges whose sets of labels come and go.
final class ViewMeters {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final MultiGauge pairLoss;
    private final MultiGauge incidentOpen;
    private final MultiGauge incidentStart;
    private final Map<Severity, AtomicInteger> open = new EnumMap<>(Severity.class);
    private volatile double pageAgeSeconds;

    ViewMeters(MeterRegistry registry) {
        this.pairLoss = MultiGauge.builder("picket.pair.loss").baseUnit("ratio")
                .description("Packets lost over packets sent in the matrix window, 0 to 1")
                .register(registry);
        this.incidentOpen = MultiGauge.builder("picket.incident.open")
                .description("1 while the incident is open").register(registry);
        this.incidentStart = MultiGauge.builder("picket.incident.start.timestamp")
                .baseUnit("seconds").description("Estimated onset of an open incident")
                .register(registry);
        for (Severity severity : Severity.values()) {
            AtomicInteger count = new AtomicInteger();
            open.put(severity, count);
            Gauge.builder("picket.incidents.open", count, AtomicInteger::doubleValue)
                    .description("Open incidents").tags("severity", severity.label())
                    .strongReference(true).register(registry);
        }
        Gauge.builder("picket.statuspage.age", this, meters -> meters.pageAgeSeconds)
                .baseUnit("seconds").description("Age of the status page as served")
                .strongReference(true).register(registry);
    }

    synchronized void update(BoardView view, Instant pageDrawnAt) {
        pageAgeSeconds = Math.max(0,
                Duration.between(pageDrawnAt, view.now()).toMillis() / MILLIS_PER_SECOND);
        List<Incident> incidents = view.open().stream().map(IncidentRecord::incident).toList();
        open.forEach((severity, count) -> count.set((int) incidents.stream()
                .filter(incident -> incident.severity() == severity).count()));
        incidentOpen.register(
                incidents.stream().<MultiGauge.Row<?>>map(
                        incident -> MultiGauge.Row.of(tags(incident), 1)).toList(),
                true);
        incidentStart.register(incidents
                .stream().<MultiGauge.Row<?>>map(incident -> MultiGauge.Row.of(tags(incident),
                        incident.diagnosis().onset().estimate().toEpochMilli()
                                / MILLIS_PER_SECOND))
                .toList(), true);
        view.matrix(ProbeKind.STAMP).ifPresent(matrix -> pairLoss.register(pairs(matrix), true));
    }

    /// A pair without data has no series: neither 0 nor anything else would be true.
    private static List<MultiGauge.Row<?>> pairs(Matrix matrix) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (int row = 0; row < matrix.rows().size(); row++) {
            for (int column = 0; column < matrix.columns().size(); column++) {
                Matrix.Cell cell = matrix.cell(row, column);
                if (!cell.count().isEmpty()) {
                    rows.add(MultiGauge.Row.of(Tags.of("src", matrix.rows().get(row), "dst",
                            matrix.columns().get(column)), cell.count().ratio()));
                }
            }
        }
        return rows;
    }

    private static Tags tags(Incident incident) {
        Map<String, Object> on = incident.diagnosis().culprit().components().stream().findFirst()
                .map(Component::on).orElse(Map.of());
        String region = on.containsKey("region")
                ? String.valueOf(on.get("region"))
                : incident.diagnosis().regions().stream().findFirst().orElse("none");
        return Tags.of("id", incident.id(), "severity", incident.severity().label(), "region",
                region, "provider", String.valueOf(on.getOrDefault("provider", "none")));
    }
}

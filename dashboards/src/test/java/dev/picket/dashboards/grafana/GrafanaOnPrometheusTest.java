package dev.picket.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.dashboards.board.Board;
import dev.picket.dashboards.board.BoardSettings;
import dev.picket.dashboards.metrics.Metrics;
import dev.picket.dashboards.story.Story;
import dev.picket.dashboards.story.World;
import dev.picket.dashboards.web.DashboardServer;
import dev.picket.dashboards.web.DashboardSettings;
import dev.picket.dashboards.web.DashboardSources;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.ProberRound;
import dev.picket.model.time.Clock;
import dev.picket.model.topology.Topology;
import dev.picket.platform.time.SystemClock;
import dev.picket.testing.Peer;
import dev.picket.testing.RequiresPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every expression of the exported dashboard and every rule, on a real Prometheus that scrapes a
/// running server.
@RequiresPeer({Peer.PROMETHEUS})
class GrafanaOnPrometheusTest {

    private static final List<String> REGIONS = List.of("ams", "fra", "sin");
    private static final int ROUNDS_MAX = 36;
    private static final long ROUND_MILLIS = 500;

    private final Clock clock = SystemClock.system();
    private final Topology topology = World.topology(REGIONS);
    private final Board board = new Board(topology,
            BoardSettings.of(Duration.ofSeconds(1), Duration.ofSeconds(5)));
    private final Metrics metrics = new Metrics(topology, List.of("pagerduty"));

    @TempDir
    Path folder;

    @Test
    void everyExpressionOfTheDashboardReturnsData() throws Exception {
        List<Path> files = DashboardExport.writeTo(folder);
        assertThat(RealPrometheus.complaints("", "check", "rules", files.getLast().toString()))
                .isEmpty();
        Story.incident(clock.wall()).forEach(event -> {
            board.accept(event);
            metrics.accept(event);
        });
        metrics.export(Map.of(World.stamp("ams", "sin"), new AtomicLong()));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DashboardServer server = DashboardServer.start(DashboardSettings.on(anyPort),
                new DashboardSources(board, metrics, _ -> {
                }, clock));
                RealPrometheus prometheus = RealPrometheus.scraping(
                        "127.0.0.1:" + server.operatorAddress().getPort(), files.getLast(),
                        folder)) {
            Map<String, String> open = expressions();
            assertThat(open.size()).isGreaterThan(15);
            Map<String, String> unitByTitle = units();
            for (int round = 0; round < ROUNDS_MAX && !open.isEmpty(); round++) {
                feed(clock.wall(), round);
                Thread.sleep(ROUND_MILLIS);
                drop(open, unitByTitle, prometheus);
            }
            assertThat(open).as("expressions without data").isEmpty();
            for (JsonNode group : prometheus.rules()) {
                for (JsonNode rule : group.get("rules")) {
                    assertThat(rule.get("health").asText()).as(rule.toString()).isEqualTo("ok");
                }
            }
            assertThat(prometheus.query("ALERTS{alertname=\"PicketIncidentOpen\"}")).hasSize(1);
        }
        assertThat(RealPrometheus.complaints(
                metrics.scrape(board.view(clock.wall()), clock.wall()), "check", "metrics"))
                .isEmpty();
    }

    private static void drop(Map<String, String> open, Map<String, String> units,
            RealPrometheus prometheus) throws Exception {
        for (Map.Entry<String, String> entry : Map.copyOf(open).entrySet()) {
            JsonNode result = prometheus.query(entry.getValue());
            boolean whole = !result.isEmpty();
            for (JsonNode series : result) {
                double value = series.get("value").get(1).asDouble();
                whole &= Double.isFinite(value);
                if ("percentunit".equals(units.get(entry.getKey()))) {
                    assertThat(value).as(entry.getKey()).isBetween(0.0, 1.0);
                }
            }
            if (whole) {
                open.remove(entry.getKey());
            }
        }
    }

    private static Map<String, String> expressions() {
        Map<String, String> expressions = new LinkedHashMap<>();
        JsonNode dashboard = OverviewDashboard.json();
        dashboard.get("panels").forEach(panel -> panel.get("targets")
                .forEach(target -> expressions.put(panel.get("title").asText(),
                        substituted(target.get("expr").asText()))));
        expressions.put("annotation", substituted(
                dashboard.get("annotations").get("list").get(0).get("expr").asText()));
        expressions.put("variable region", "count by (dst) (picket_probe_attempts_total)");
        expressions.put("variable instance", "count by (job, instance) (picket_incidents_open)");
        return expressions;
    }

    private static Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        OverviewPanels.all().forEach(panel -> units.put(panel.title(), panel.unit()));
        return units;
    }

    private static String substituted(String expression) {
        String text = expression.replace("$__rate_interval", "5s").replace("$job", "picket")
                .replace("$instance", ".+").replace("$region", ".+");
        assertThat(text).doesNotContain("$");
        return text;
    }

    private void feed(Instant at, int round) {
        List<ProbeResult> results = new ArrayList<>();
        for (String from : REGIONS) {
            for (String to : REGIONS) {
                if (!from.equals(to)) {
                    results.add(World.packets(World.stamp(from, to), at,
                            to.equals("sin") ? 3 : round % 2));
                    results.add(World.good(World.wireguard(from, to), at));
                }
            }
            results.add(World.good(World.machine(from), at));
        }
        results.forEach(result -> {
            board.accept(result);
            metrics.accept(result);
        });
        ProberRound health = new ProberRound("ams", round,
                new ProberHealth(6, 0, 1, 0, 0, 0, 0), List.of());
        metrics.accept(health);
        board.accept(health);
    }
}

package dev.picket.dashboards.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.dashboards.board.Board;
import dev.picket.dashboards.story.Story;
import dev.picket.dashboards.story.World;
import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.result.LocalLosses;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.ProberRound;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Board board = Story.emptyBoard();
    private final Metrics metrics = new Metrics(World.topology(), List.of("pagerduty"));

    @Test
    void exportsKnownSeriesAsZeroBeforeAnythingHappens() {
        assertThat(scrape()).contains(
                "picket_probe_attempts_total{dst=\"sin\",kind=\"stamp\",outcome=\"failed\","
                        + "src=\"ams\",} 0.0",
                "picket_machine_create_attempts_total{outcome=\"good\",region=\"ord\",} 0.0",
                "picket_page_attempts_total{reason=\"accepted\",sink=\"pagerduty\",} 0.0",
                "picket_incidents_open{severity=\"critical\",} 0.0",
                "picket_prober_receive_drops_total{vantage=\"ams\",} 0.0");
        assertThat(scrape()).noneMatch(line -> line.startsWith("picket_pair_loss_ratio{"));
    }

    @Test
    void countsRunsPacketsAndOwnDrops() {
        metrics.accept(World.packets(World.stamp("ams", "sin"), World.NOW, 3));
        metrics.accept(World.packets(World.stamp("ams", "sin"), World.NOW, 0));
        metrics.accept(World.failed(World.machine("ord"), World.NOW,
                FailureCode.MACHINE_CAPACITY));
        metrics.accept(new ProberRound("ams", 1, new ProberHealth(2, 0, 7, 0, 0, 0, 0),
                List.of()));

        assertThat(scrape()).contains(
                "picket_probe_packets_total{dst=\"sin\",kind=\"stamp\",src=\"ams\",} 40.0",
                "picket_probe_packets_lost_total{dst=\"sin\",kind=\"stamp\",src=\"ams\",} 3.0",
                "picket_probe_due_total{kind=\"stamp\",src=\"ams\",} 2.0",
                "picket_probe_sent_total{kind=\"stamp\",src=\"ams\",} 2.0",
                "picket_machine_create_attempts_total{outcome=\"failed\",region=\"ord\",} 1.0",
                "picket_prober_receive_drops_total{vantage=\"ams\",} 7.0");
    }

    @Test
    void countsRunsNotBegunByTheReason() {
        metrics.accept(World.skipped(World.stamp("ams", "sin"), World.NOW,
                LocalFaultCode.LOCAL_START_LIMIT));
        metrics.accept(World.skipped(World.stamp("ams", "fra"), World.NOW,
                LocalFaultCode.LOCAL_CANCELLED));
        metrics.accept(World.good(World.stamp("ams", "sin"), World.NOW));

        String skipped = "picket_probe_skipped_total{kind=\"stamp\",reason=\"local_";
        assertThat(scrape()).contains(skipped + "start_limit\",src=\"ams\",} 1.0",
                skipped + "late\",src=\"ams\",} 0.0", skipped + "cancelled\",src=\"ams\",} 1.0",
                "picket_probe_due_total{kind=\"stamp\",src=\"ams\",} 3.0",
                "picket_probe_sent_total{kind=\"stamp\",src=\"ams\",} 1.0");
    }

    @Test
    void tellsHowLateRunsWereBegun() {
        for (long millis : new long[]{0, 3, 4, 700}) {
            metrics.accept(World.late(World.stamp("ams", "sin"), World.NOW, millis * 1_000_000));
        }

        String bucket = "picket_probe_start_lateness_seconds_bucket{src=\"ams\",le=\"";
        assertThat(scrape()).contains(bucket + "0.001\",} 1.0", bucket + "0.005\",} 3.0",
                bucket + "0.5\",} 3.0", bucket + "5.0\",} 4.0");
    }

    @Test
    void runsThatFoundTheirPeerColdAreNoneOfTheRoundTrips() {
        for (String peer : List.of("warm", "cold", "cold")) {
            ProbeResult seen = World.good(World.wireguard("ams", "sin"), World.NOW);
            metrics.accept(new ProbeResult(seen.path(), seen.runId(), seen.scheduledAt(),
                    seen.sentAt(), seen.durationNanos(), seen.clockSource(), seen.stages(),
                    seen.packets(), seen.outcome(), seen.health(), Map.of("peer", peer)));
        }

        assertThat(scrape()).contains("picket_wireguard_run_seconds_count{peer=\"cold\",} 2.0",
                "picket_wireguard_run_seconds_count{peer=\"warm\",} 1.0",
                "picket_probe_round_trip_seconds_count{kind=\"wireguard\",} 1.0");
    }

    @Test
    void tellsWhenACertificateExpires() {
        ProbeResult seen = World.good(World.stamp("ams", "sin"), World.NOW);
        metrics.accept(new ProbeResult(seen.path(), seen.runId(), seen.scheduledAt(),
                seen.sentAt(), seen.durationNanos(), seen.clockSource(), seen.stages(),
                seen.packets(), seen.outcome(), seen.health(),
                Map.of("certificateExpiresAt", "2026-07-01T00:00:00Z")));

        assertThat(scrape()).contains("picket_certificate_expiry_seconds"
                + "{src=\"ams\",target=\"sin-edge1\",} 1.782864E9");
    }

    @Test
    void tellsWhatThisMachineDidToPacketsByCause() {
        LocalLosses losses = LocalLosses.NONE.plus(LocalFaultCode.LOCAL_RECEIVE_DROP, 5)
                .plus(LocalFaultCode.LOCAL_STALL, 2);
        metrics.accept(new ProberRound("ams", 1, new ProberHealth(2, 0, 5, 0, 0, 300_000_000L,
                60_000_000L, 3, 1, losses), List.of()));
        metrics.accept(new ProberRound("ams", 2, new ProberHealth(2, 0, 5, 0, 0, 0, 0, 0, 0,
                losses), List.of()));

        assertThat(scrape()).contains(
                "picket_prober_packets_lost_total"
                        + "{cause=\"local_receive_drop\",vantage=\"ams\",} 10.0",
                "picket_prober_packets_lost_total{cause=\"local_stall\",vantage=\"ams\",} 4.0",
                "picket_prober_packets_lost_total{cause=\"local_late\",vantage=\"ams\",} 0.0",
                "picket_prober_queue_drops_total{vantage=\"ams\",} 3.0",
                "picket_prober_control_lost_total{vantage=\"ams\",} 1.0",
                "picket_prober_stall_seconds{vantage=\"ams\",} 0.0",
                "picket_prober_clock_step_seconds{vantage=\"ams\",} 0.0");
    }

    @Test
    void showsAnIncidentWhileItIsOpenAndTheTimeItsPageTook() {
        Story.incident(World.NOW).forEach(this::accept);
        String series = "{id=\"INC-31\",provider=\"cogent\",region=\"sin\",severity=\"major\",}";

        assertThat(scrape()).contains("picket_incident_open" + series + " 1.0",
                "picket_incidents_open{severity=\"major\",} 1.0",
                "picket_page_attempts_total{reason=\"pager_rate_limited\",sink=\"pagerduty\",} 1.0",
                "picket_page_attempts_total{reason=\"accepted\",sink=\"pagerduty\",} 1.0",
                "picket_page_latency_seconds_sum{sink=\"pagerduty\",} 2.0");

        accept(new IncidentEvent.Resolved("INC-31", World.NOW, World.NOW, false));
        assertThat(scrape()).noneMatch(line -> line.startsWith("picket_incident_open{"))
                .contains("picket_incidents_open{severity=\"major\",} 0.0");
    }

    @Test
    void countsChangesOfTracedPathsBySourceAndDestination() {
        AtomicLong stamp = new AtomicLong();
        AtomicLong wireGuard = new AtomicLong(2);
        metrics.export(Map.of(World.stamp("ams", "sin"), stamp, World.wireguard("ams", "sin"),
                wireGuard, World.stamp("sin", "ams"), new AtomicLong()));
        stamp.incrementAndGet();

        assertThat(scrape()).contains(
                "picket_path_changes_total{dst=\"sin\",src=\"ams\",} 3.0",
                "picket_path_changes_total{dst=\"ams\",src=\"sin\",} 0.0");
    }

    @Test
    void whereNothingIsTracedNoChangesAreCounted() {
        assertThat(scrape()).noneMatch(line -> line.startsWith("picket_path_changes"));
    }

    private void accept(IncidentEvent event) {
        board.accept(event);
        metrics.accept(event);
    }

    private List<String> scrape() {
        return metrics.scrape(board.view(World.NOW), World.NOW).lines().toList();
    }
}

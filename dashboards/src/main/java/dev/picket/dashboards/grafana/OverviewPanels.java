package dev.picket.dashboards.grafana;

import dev.picket.dashboards.grafana.Panel.Shape;
import java.util.List;

/// The panels of the overview, in reading order.
///
/// A ratio divides sums, never averages ratios, and leaves out what has no denominator: no data is
/// shown as no data.
final class OverviewPanels {

    private static final String RUN = "job=~\"$job\",instance=~\"$instance\"";
    private static final String RATIO = "percentunit";
    private static final String RATE = "[$__rate_interval]";
    private static final String DST = ",dst=~\"$region\"";

    private OverviewPanels() {}

    static List<Panel> all() {
        return java.util.stream.Stream.of(heads(), network(), machines(), pages(), ourselves())
                .flatMap(List::stream).toList();
    }

    private static List<Panel> heads() {
        return List.of(
                Panel.of(Shape.STAT, "Open incidents", "Incidents open now, of every severity.")
                        .sized("short", 6)
                        .showing("sum(picket_incidents_open{" + RUN + "})", "open"),
                Panel.of(Shape.STAT, "Worst pair",
                        "The largest loss ratio of any two regions in the matrix window.")
                        .sized(RATIO, 6)
                        .showing("max(picket_pair_loss_ratio{" + RUN + DST + "})", "worst"),
                Panel.of(Shape.STAT, "Machine create success, 1 h",
                        "Machines created and started over attempts; a full region counts as"
                                + " failure.")
                        .sized(RATIO, 6)
                        .showing(success("", "[1h]"), "success"),
                Panel.of(Shape.STAT, "Age of the newest result",
                        "Beyond a few rounds the state is unknown, whatever the rest shows.")
                        .sized("s", 6)
                        .showing("time() - max(picket_probe_last_result_timestamp_seconds{" + RUN
                                + "} > 0)", "age"));
    }

    private static List<Panel> network() {
        return List.of(
                Panel.of(Shape.LINES, "Failed runs by kind",
                        "Failed over good and failed runs. Runs that could not tell are left out.")
                        .sized(RATIO, 12)
                        .showing(share("sum by (kind) (rate(picket_probe_attempts_total{" + RUN
                                + DST + ",outcome=\"failed\"}" + RATE + "))",
                                "sum by (kind) (rate(picket_probe_attempts_total{" + RUN + DST
                                        + ",outcome=~\"good|failed\"}" + RATE + "))"),
                                "{{kind}}"),
                Panel.of(Shape.LINES, "Packets lost by destination",
                        "Packets the paths lost over packets sent, by the region they were sent"
                                + " to.")
                        .sized(RATIO, 12)
                        .showing(share("sum by (dst) (rate(picket_probe_packets_lost_total{"
                                + RUN + DST + "}" + RATE + "))",
                                "sum by (dst) (rate(picket_probe_packets_total{" + RUN + DST + "}"
                                        + RATE + "))"),
                                "{{dst}}"),
                Panel.of(Shape.MATRIX, "Loss ratio, region by region",
                        "Rows send, columns receive. A bad row is a source, a bad column a"
                                + " destination, both together a region.")
                        .sized(RATIO, 12)
                        .showing("picket_pair_loss_ratio{" + RUN + DST + "}", "{{src}} {{dst}}"),
                Panel.of(Shape.LINES, "Round trip, 95th centile",
                        "Round trips of good runs, from histogram buckets.")
                        .sized("s", 6)
                        .showing("histogram_quantile(0.95, sum by (kind, le)"
                                + " (rate(picket_probe_round_trip_seconds_bucket{" + RUN + "}"
                                + RATE + ")))", "{{kind}}"),
                Panel.of(Shape.LINES, "Path changes by destination",
                        "Changes of the networks on the way that traces saw; no data where no path"
                                + " is traced.")
                        .sized("short", 6)
                        .showing("sum by (dst) (increase(picket_path_changes_total{" + RUN + DST
                                + "}" + RATE + "))", "{{dst}}"));
    }

    private static List<Panel> machines() {
        return List.of(
                Panel.of(Shape.LINES, "Machine create success by region, 1 h",
                        "The public status page shows the same attempts over a day, with their"
                                + " interval.")
                        .sized(RATIO, 12)
                        .showing(success(" by (region)", "[1h]"), "{{region}}"),
                Panel.of(Shape.LINES, "Machine create runs by outcome",
                        "Runs a second. `could_not_tell` is our own fault and not counted above.")
                        .sized("ops", 12)
                        .showing("sum by (outcome) (rate(picket_machine_create_attempts_total{"
                                + RUN + ",region=~\"$region\"}" + RATE + "))", "{{outcome}}"));
    }

    private static List<Panel> pages() {
        return List.of(
                Panel.of(Shape.TABLE, "Incidents open now",
                        "Each with its estimated onset, severity, region and provider.")
                        .sized("dateTimeAsIso", 12)
                        .showing("picket_incident_start_timestamp_seconds{" + RUN
                                + "} * 1000", "{{id}}"),
                Panel.of(Shape.LINES, "Tries to page",
                        "By sink and how they ended, in the last interval.")
                        .sized("short", 6)
                        .showing("sum by (sink, reason) (increase(picket_page_attempts_total{" + RUN
                                + "}"
                                + RATE + "))", "{{sink}} {{reason}}"),
                Panel.of(Shape.LINES, "Time to accepted page",
                        "Mean time from outbox to acceptance since the process began.")
                        .sized("s", 6)
                        .showing("sum by (sink) (picket_page_latency_seconds_sum{" + RUN
                                + "}) / (sum by (sink) (picket_page_latency_seconds_count{" + RUN
                                + "}) > 0)", "{{sink}}"));
    }

    private static List<Panel> ourselves() {
        return List.of(
                Panel.of(Shape.LINES, "Runs not begun",
                        "Skipped over due: the prober could not keep its schedule.")
                        .sized(RATIO, 6)
                        .showing(share(
                                "sum by (src) (rate(picket_probe_skipped_total{" + RUN + "}" + RATE
                                        + "))",
                                "sum by (src) (rate(picket_probe_due_total{" + RUN + "}" + RATE
                                        + "))"),
                                "{{src}}"),
                Panel.of(Shape.LINES, "Lateness of runs, 99th centile",
                        "From when a run was due to when it was begun or skipped.")
                        .sized("s", 6)
                        .showing("histogram_quantile(0.99, sum by (src, le)"
                                + " (rate(picket_probe_start_lateness_seconds_bucket{" + RUN + "}"
                                + RATE + ")))", "{{src}}"),
                Panel.of(Shape.LINES, "Replies our own kernel dropped",
                        "A second. These never count as loss on a path.")
                        .sized("pps", 6)
                        .showing("sum by (vantage) (rate(picket_prober_receive_drops_total{" + RUN
                                + "}"
                                + RATE + "))", "{{vantage}}"),
                Panel.of(Shape.LINES, "Silence by source",
                        "Seconds since the newest result of each source.")
                        .sized("s", 6)
                        .showing("time() - (picket_probe_last_result_timestamp_seconds{" + RUN
                                + "} > 0)", "{{src}}"),
                Panel.of(Shape.LINES, "Age of the status page",
                        "As served; it is drawn anew every few seconds.")
                        .sized("s", 6)
                        .showing("picket_statuspage_age_seconds{" + RUN + "}", "{{instance}}"));
    }

    private static String success(String by, String range) {
        String series = "picket_machine_create_attempts_total{" + RUN + ",region=~\"$region\"";
        return share("sum" + by + " (increase(" + series + ",outcome=\"good\"}" + range + "))",
                "sum" + by + " (increase(" + series + ",outcome=~\"good|failed\"}" + range + "))");
    }

    private static String share(String part, String whole) {
        return part + " / (" + whole + " > 0)";
    }
}

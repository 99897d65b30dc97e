package dev.picket.app.terminal;

import dev.picket.app.tracing.HopNetworks;
import dev.picket.model.result.LossRate;
import dev.picket.probes.path.Hop;
import dev.picket.probes.path.PathMtu;
import dev.picket.probes.path.TraceReport;
import dev.picket.probes.run.PathTracer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A trace for people, a table of hops as mtr has it, and for programs.
public final class PathLines {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final String FORMAT = "%3s  %-39s %-10s %20s %5s %8s %8s %8s %8s  %s";

    private PathLines() {}

    /// The table, and beneath it what else was seen.
    public static List<String> table(PathTracer.Seen seen, HopNetworks networks) {
        List<String> lines = new ArrayList<>();
        lines.add(String
                .format(Locale.ROOT, FORMAT, "hop", "address", "network", "loss (95 %)", "sent",
                        "last ms", "best", "median", "worst", "flows")
                .stripTrailing());
        for (Hop hop : seen.report().hops()) {
            addHop(lines, hop, networks);
        }
        lines.add(end(seen.report()));
        if (seen.report().unplaced() > 0) {
            lines.add(seen.report().unplaced() + " answers quote too little to be placed; "
                    + "--icmp places them");
        }
        if (seen.ended()) {
            lines.add(mtu(seen.mtu()));
            List<String> via = networks.via(seen.report());
            if (!via.isEmpty()) {
                lines.add("via: [" + String.join(", ", via) + "]");
            }
        }
        return lines;
    }

    private static void addHop(List<String> lines, Hop hop, HopNetworks networks) {
        String loss = LossRate.of(hop.lost(), hop.sent()).shareText();
        if (hop.branches().isEmpty()) {
            lines.add(String.format(Locale.ROOT, FORMAT, hop.distance(), "no answer", "", loss,
                    hop.sent(), "", "", "", "", "").stripTrailing());
        }
        boolean first = true;
        for (Hop.Branch branch : hop.branches()) {
            lines.add(String.format(Locale.ROOT, FORMAT, first ? hop.distance() : "",
                    branch.address().getHostAddress(),
                    networks.text(branch.address()), first ? loss : "",
                    first ? hop.sent() : "", millis(branch.lastNanos()),
                    millis(branch.bestNanos()), millis(branch.medianNanos()),
                    millis(branch.worstNanos()), words(hop, branch)).stripTrailing());
            first = false;
        }
    }

    /// The flows where ways part, from 1 on, and what ended the path.
    private static String words(Hop hop, Hop.Branch branch) {
        String flows = hop.branches().size() == 1
                ? ""
                : branch.flows().stream().sorted().map(flow -> String.valueOf(flow + 1))
                        .collect(Collectors.joining(" "));
        return (flows + " " + branch.words()).strip();
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, nanos < 10 * NANOS_PER_MILLI ? "%.2f" : "%.1f",
                nanos / NANOS_PER_MILLI);
    }

    private static String end(TraceReport report) {
        if (report.reached()) {
            return "reached after " + report.hops().size() + " hop"
                    + (report.hops().size() == 1 ? "" : "s");
        }
        return report.hops().isEmpty()
                ? "not reached: nobody answered"
                : "not reached: the last answer came from hop " + report.hops().size();
    }

    /// Whether the target answered, and not always.
    public static boolean losesAtTarget(TraceReport report) {
        return report.reached() && report.hops().getLast().lost() > 0;
    }

    /// The path MTU in one line.
    public static String mtu(PathMtu mtu) {
        return "path MTU: " + switch (mtu) {
            case PathMtu.NotProbed(String why) -> "not probed: " + why;
            case PathMtu.NoAnswer() -> "not known: the target answers no echo";
            case PathMtu.Whole(int bytes) -> bytes + " B pass";
            case PathMtu.Told(int bytes, InetAddress by) ->
                bytes + " B, told by " + by.getHostAddress();
            case PathMtu.BlackHole(int pass, int vanish) -> "black hole: " + vanish
                    + " B vanish and nobody says why, " + pass + " B pass";
        };
    }

    /// The JSON document.
    public static Map<String, Object> json(PathTracer.Seen seen, HopNetworks networks) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("reached", seen.report().reached());
        document.put("rounds", seen.rounds());
        document.put("unplacedAnswers", seen.report().unplaced());
        document.put("hops",
                seen.report().hops().stream().map(hop -> json(hop, networks)).toList());
        document.put("via", networks.via(seen.report()));
        document.put("pathMtu", json(seen.mtu()));
        return document;
    }

    private static Map<String, Object> json(Hop hop, HopNetworks networks) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("distance", hop.distance());
        row.put("sent", hop.sent());
        row.put("lost", hop.lost());
        row.put("loss", LossRate.of(hop.lost(), hop.sent()));
        row.put("branches", hop.branches().stream().map(branch -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("address", branch.address().getHostAddress());
            networks.asn(branch.address()).ifPresent(asn -> one.put("asn", asn));
            networks.provider(branch.address()).ifPresent(name -> one.put("provider", name));
            one.put("flows", branch.flows().stream().sorted().map(flow -> flow + 1).toList());
            one.put("answered", branch.answered());
            if (!branch.words().isEmpty()) {
                one.put("said", branch.words());
            }
            one.put("lastNanos", branch.lastNanos());
            one.put("bestNanos", branch.bestNanos());
            one.put("medianNanos", branch.medianNanos());
            one.put("worstNanos", branch.worstNanos());
            return one;
        }).toList());
        return row;
    }

    private static Map<String, Object> json(PathMtu mtu) {
        return switch (mtu) {
            case PathMtu.NotProbed(String why) -> Map.of("state", "not_probed", "why", why);
            case PathMtu.NoAnswer() -> Map.of("state", "not_known");
            case PathMtu.Whole(int bytes) -> Map.of("state", "whole", "bytes", bytes);
            case PathMtu.Told(int bytes, InetAddress by) ->
                Map.of("state", "told", "bytes", bytes, "by", by.getHostAddress());
            case PathMtu.BlackHole(int pass, int vanish) ->
                Map.of("state", "black_hole", "code", "PATH_MTU_BLACK_HOLE", "passBytes", pass,
                        "vanishBytes", vanish);
        };
    }
}

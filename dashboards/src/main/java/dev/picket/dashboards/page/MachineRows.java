package dev.picket.dashboards.page;

import dev.picket.dashboards.board.BoardView;
import dev.picket.dashboards.board.SliReport;
import dev.picket.model.result.Wilson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Machine-create success as rows: all regions first, then each by itself.
final class MachineRows {

    private final BoardView view;
    private final IntervalChart chart;

    MachineRows(BoardView view) {
        this.view = view;
        this.chart = IntervalChart.over(view.machineCreate());
    }

    StatusModel.Scale scale() {
        return new StatusModel.Scale(Format.percent(chart.scaleMin()), "100 %",
                Format.percent(view.machineCreateAll().objective()));
    }

    List<StatusModel.MachineRow> rows() {
        List<StatusModel.MachineRow> rows = new ArrayList<>();
        if (view.machineCreate().size() > 1) {
            rows.add(row(view.machineCreateAll()));
        }
        view.machineCreate().forEach(report -> rows.add(row(report)));
        return List.copyOf(rows);
    }

    private StatusModel.MachineRow row(SliReport report) {
        String code = report.region().orElse("all");
        String city = report.region().map(RegionNames::city).orElse("Every region");
        String age = report.lastAttemptAt().map(at -> "last attempt " + age(at) + " ago")
                .orElse("no attempt yet");
        if (report.attempts() == 0) {
            return new StatusModel.MachineRow(code, city, "none", "no data", "0 of 0", "no data",
                    "", chart.svg(report), age, note(report));
        }
        Wilson interval = report.userVisible().interval();
        String state = report.noData() ? "none" : report.isBelowObjective() ? "bad" : "good";
        return new StatusModel.MachineRow(code, city, state, label(report),
                report.succeeded() + " of " + report.attempts(),
                Format.percentNumber(report.userVisible().ratio().orElseThrow()) + " %",
                Format.percentNumber(interval.low()) + "–"
                        + Format.percentNumber(interval.high()),
                chart.svg(report), age, note(report));
    }

    private static String label(SliReport report) {
        if (report.noData()) {
            return "no data now";
        }
        if (report.isBelowObjective()) {
            return "below target";
        }
        boolean reached = report.userVisible().ratio().orElseThrow() >= report.objective();
        return reached ? "on target" : "near target";
    }

    private static String note(SliReport report) {
        List<String> parts = new ArrayList<>();
        if (report.capacityFailures() > 0) {
            parts.add(report.capacityFailures() + " without capacity");
        }
        if (report.excluded() > 0) {
            parts.add(report.excluded() + " excluded");
        }
        return String.join(", ", parts);
    }

    StatusModel.Definition definition() {
        SliReport all = view.machineCreateAll();
        String orchestration = all.orchestration().ratio()
                .map(ratio -> all.orchestration().successes() + " of "
                        + all.orchestration().attempts() + " (" + Format.percentNumber(ratio)
                        + " %)")
                .orElse("no data");
        return new StatusModel.Definition(Format.length(all.window()),
                Format.percent(all.objective()), orchestration,
                all.failures().entrySet().stream()
                        .map(entry -> new StatusModel.Line(
                                entry.getKey().likelyCause() + " (" + entry.getKey() + ")",
                                entry.getValue()))
                        .toList(),
                all.exclusions().entrySet().stream()
                        .map(entry -> new StatusModel.Line(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private String age(Instant at) {
        return Format.length(Duration.between(at, view.now()));
    }
}

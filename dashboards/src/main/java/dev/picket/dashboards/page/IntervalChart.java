package dev.picket.dashboards.page;

import dev.picket.dashboards.board.SliReport;
import dev.picket.model.result.Wilson;
import java.util.List;

/// One success ratio on a common scale: a whisker for the interval, a dot for the ratio, a line for
/// the objective.
///
/// @param scaleMin the ratio at the left end of the scale; the right end is 1
record IntervalChart(double scaleMin) {

    private static final int HEIGHT = 20;
    private static final int MIDDLE = HEIGHT / 2;
    /// The scale starts at a whole tenth.
    private static final int SCALE_STEPS = 10;
    private static final double SCALE_MIN_MAX = 0.9;

    /// The scale that holds all reports: it starts at a whole tenth below the lowest interval.
    static IntervalChart over(List<SliReport> reports) {
        double lowest = reports.stream().filter(report -> report.attempts() > 0)
                .mapToDouble(report -> report.userVisible().interval().low()).min().orElse(1);
        return from(lowest);
    }

    /// The scale that holds a ratio as low as `lowest`.
    static IntervalChart from(double lowest) {
        return new IntervalChart(
                Math.min(SCALE_MIN_MAX, Math.floor(lowest * SCALE_STEPS) / SCALE_STEPS));
    }

    String svg(SliReport report) {
        Markup svg = new Markup().open("svg", "class", "interval", "width", "100%", "height",
                HEIGHT, "aria-hidden", "true");
        svg.empty("line", "class", "axis", "x1", "0%", "y1", MIDDLE, "x2", "100%", "y2", MIDDLE);
        svg.empty("line", "class", "objective", "x1", at(report.objective()), "y1", 1, "x2",
                at(report.objective()), "y2", HEIGHT - 1);
        report.userVisible().ratio().ifPresent(ratio -> {
            Wilson interval = report.userVisible().interval();
            String state = report.noData() ? "none" : report.isBelowObjective() ? "bad" : "good";
            svg.empty("line", "class", "whisker " + state, "x1", at(interval.low()), "y1", MIDDLE,
                    "x2", at(interval.high()), "y2", MIDDLE);
            svg.empty("circle", "class", "dot " + state, "cx", at(ratio), "cy", MIDDLE, "r", 4);
        });
        return svg.close("svg").toString();
    }

    private String at(double ratio) {
        double share = (ratio - scaleMin) / (1 - scaleMin);
        return Markup.share(0.01 + 0.98 * Math.max(0, Math.min(1, share)));
    }
}

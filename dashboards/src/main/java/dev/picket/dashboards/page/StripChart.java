package dev.picket.dashboards.page;

import dev.picket.dashboards.board.Count;
import dev.picket.dashboards.board.PathSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The bad ratio of one path over the last minutes: a bar a step, the onset as a line, and nothing
/// at all where nothing was measured, which is hatched.
final class StripChart {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 76;
    private static final int BASE = 60;
    private static final int BARS_MAX = 60;
    private static final double SCALE_MIN = 0.2;

    private StripChart() {}

    static String svg(PathSeries series, Instant onset) {
        int merged = Math.max(1, (series.counts().size() + BARS_MAX - 1) / BARS_MAX);
        List<Count> bars = Merge.every(series.counts(), merged);
        double top = bars.stream().mapToDouble(Count::ratio).max().orElse(0);
        double scale = Math.max(SCALE_MIN, Math.min(1, Math.ceil(top * 10) / 10));
        Markup svg = new Markup().open("svg", "class", "strip", "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label",
                describe(series, onset));
        double width = (double) WIDTH / bars.size();
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), i * width, new double[]{width, scale});
        }
        svg.empty("line", "class", "axis", "x1", 0, "y1", BASE, "x2", WIDTH, "y2", BASE);
        Duration span = series.step().multipliedBy(series.counts().size());
        double x = WIDTH * (double) Duration.between(series.start(), onset).toMillis()
                / span.toMillis();
        if (x >= 0 && x <= WIDTH) {
            svg.empty("line", "class", "onset", "x1", x, "y1", 0, "x2", x, "y2", BASE + 4);
            boolean right = x > WIDTH * 0.8;
            svg.leaf("text", "onset", "x", right ? x - 4 : x + 4, "y", HEIGHT - 4, "class",
                    right ? "tick end" : "tick");
        }
        svg.leaf("text", Format.length(span) + " ago", "class", "tick", "x", 0, "y", HEIGHT - 4);
        svg.leaf("text", "now", "class", "tick end", "x", WIDTH, "y", HEIGHT - 4);
        svg.leaf("text", Format.percent(scale), "class", "tick", "x", 0, "y", 10);
        return svg.close("svg").toString();
    }

    private static void bar(Markup svg, Count count, double x, double[] widthAndScale) {
        double width = widthAndScale[0];
        if (count.isEmpty()) {
            svg.empty("rect", "class", "gap", "x", x, "y", BASE - 3, "width", width, "height", 3);
            return;
        }
        double height = Math.max(1, Math.min(1, count.ratio() / widthAndScale[1]) * (BASE - 14));
        svg.empty("rect", "class", count.bad() > 0 ? "bar bad" : "bar good", "x", x, "y",
                BASE - height, "width", Math.max(0.5, width - 0.8), "height", height);
    }

    private static String describe(PathSeries series, Instant onset) {
        Count sum = series.counts().stream().reduce(Count.NONE, Count::plus);
        return IncidentWords.path(series.path()) + ": " + sum.bad() + " bad of " + sum.trials()
                + " since " + Format.time(series.start()) + " UTC; onset " + Format.time(onset)
                + " UTC";
    }

    /// Neighbouring counts added together.
    private static final class Merge {

        static List<Count> every(List<Count> counts, int size) {
            return java.util.stream.IntStream.range(0, (counts.size() + size - 1) / size)
                    .mapToObj(i -> counts.subList(i * size,
                            Math.min(counts.size(), (i + 1) * size)))
                    .map(part -> part.stream().reduce(Count.NONE, Count::plus)).toList();
        }
    }
}

package dev.picket.simulation.scorecard;

import dev.picket.simulation.scorecard.Exhibit.Curve;
import dev.picket.simulation.scorecard.Exhibit.Plot;
import dev.picket.simulation.scorecard.Exhibit.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A plot as inline SVG without a script. Curves differ in dash and mark as well as in colour, and
/// the picture says in words what it shows.
final class PlotSvg {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 380;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int BOTTOM = 52;
    private static final int TICKS = 5;
    /// Where a logarithmic axis is marked in each power of ten, by how far it spans.
    private static final int[] EVERY = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final int[] FINE = {1, 2, 5};
    private static final int[] COARSE = {1};
    private static final double FINEST_RANGE = 10;
    private static final double FINE_RANGE = 300;
    private static final int LEGEND_LINE = 20;
    private static final String[] DASHES = {"", "7 4", "2 4", "10 3 2 3", "4 2", "1 3"};

    private final Plot plot;
    private final Axis x;
    private final Axis y;

    /// One axis: the numbers at its ends, logarithmic or not.
    private record Axis(double low, double high, boolean log) {

        double part(double value) {
            return (scale(value) - scale(low)) / (scale(high) - scale(low));
        }

        private double scale(double value) {
            return log ? Math.log10(value) : value;
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            if (log) {
                double range = high / low;
                int[] marks = range < FINEST_RANGE ? EVERY : range < FINE_RANGE ? FINE : COARSE;
                for (double power = Math.floor(Math.log10(low)); power <= Math
                        .log10(high); power++) {
                    for (int mark : marks) {
                        double at = mark * Math.pow(10, power);
                        if (at >= low && at <= high) {
                            ticks.add(at);
                        }
                    }
                }
                return ticks;
            }
            double rough = (high - low) / TICKS;
            double size = Math.pow(10, Math.floor(Math.log10(rough)));
            double step = rough / size < 2 ? 2 * size : rough / size < 5 ? 5 * size : 10 * size;
            for (double at = Math.ceil(low / step) * step; at <= high + step / 1e6; at += step) {
                ticks.add(at);
            }
            return ticks;
        }
    }

    private PlotSvg(Plot plot) {
        this.plot = plot;
        this.x = axis(plot, Point::x, plot.xLog());
        this.y = axis(plot, Point::y, plot.yLog());
    }

    static String of(Plot plot) {
        boolean empty = plot.curves().stream().allMatch(curve -> curve.points().isEmpty());
        return empty ? "<p>Nothing was measured.</p>" : new PlotSvg(plot).svg();
    }

    private static Axis axis(Plot plot, ToDoubleFunction<Point> of, boolean log) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Curve curve : plot.curves()) {
            for (Point point : curve.points()) {
                low = Math.min(low, of.applyAsDouble(point));
                high = Math.max(high, of.applyAsDouble(point));
            }
        }
        return log
                ? new Axis(low / 1.2, high * 1.2, true)
                : new Axis(Math.min(0, low), high == Math.min(0, low) ? high + 1 : high * 1.05,
                        false);
    }

    private String svg() {
        int height = HEIGHT + LEGEND_LINE * plot.curves().size();
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
                "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'>", WIDTH, height,
                ScorecardPage.escape(plot.title() + ": " + plot.yLabel() + " against "
                        + plot.xLabel())));
        x.ticks().forEach(tick -> svg.append(String.format(Locale.ROOT,
                "<line class='grid' x1='%1$.1f' x2='%1$.1f' y1='%2$d' y2='%3$d'/>"
                        + "<text x='%1$.1f' y='%4$d' text-anchor='middle'>%5$s</text>",
                atX(tick), TOP, HEIGHT - BOTTOM, HEIGHT - BOTTOM + 18, label(tick))));
        y.ticks().forEach(tick -> svg.append(String.format(Locale.ROOT,
                "<line class='grid' x1='%1$d' x2='%2$d' y1='%3$.1f' y2='%3$.1f'/>"
                        + "<text x='%4$d' y='%5$.1f' text-anchor='end'>%6$s</text>",
                LEFT, WIDTH - RIGHT, atY(tick), LEFT - 8, atY(tick) + 4, label(tick))));
        svg.append(String.format(Locale.ROOT,
                "<text x='%d' y='%d' text-anchor='middle'>%s</text>"
                        + "<text transform='translate(14 %d) rotate(-90)' text-anchor='middle'>"
                        + "%s</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, ScorecardPage.escape(plot.xLabel()),
                (TOP + HEIGHT - BOTTOM) / 2, ScorecardPage.escape(plot.yLabel())));
        for (int i = 0; i < plot.curves().size(); i++) {
            add(svg, plot.curves().get(i), i);
        }
        return svg.append("</svg>").toString();
    }

    private void add(StringBuilder svg, Curve curve, int number) {
        StringBuilder line = new StringBuilder();
        for (Point point : curve.points()) {
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", atX(point.x()), atY(point.y())));
        }
        String style = "class='c" + number % DASHES.length + "'";
        svg.append("<polyline ").append(style).append(" stroke-dasharray='")
                .append(DASHES[number % DASHES.length]).append("' points='")
                .append(line.toString().trim()).append("'/>");
        curve.points().forEach(point -> svg.append(String.format(Locale.ROOT,
                "<circle %s cx='%.1f' cy='%.1f' r='3.5'><title>%s: %s, %s</title></circle>", style,
                atX(point.x()), atY(point.y()), ScorecardPage.escape(curve.name()),
                Row.number(point.x()), Row.number(point.y()))));
        int at = HEIGHT + LEGEND_LINE * number;
        svg.append(String.format(Locale.ROOT,
                "<line %1$s stroke-dasharray='%2$s' x1='%3$d' x2='%4$d' y1='%5$d' y2='%5$d'/>"
                        + "<text x='%6$d' y='%7$d'>%8$s</text>",
                style, DASHES[number % DASHES.length], LEFT, LEFT + 40, at, LEFT + 50, at + 4,
                ScorecardPage.escape(curve.name())));
    }

    /// Without the zeros that a measured number would keep.
    private static String label(double tick) {
        return BigDecimal.valueOf(tick).round(new MathContext(3)).stripTrailingZeros()
                .toPlainString();
    }

    private double atX(double value) {
        return LEFT + x.part(value) * (WIDTH - RIGHT - LEFT);
    }

    private double atY(double value) {
        return HEIGHT - BOTTOM - y.part(value) * (HEIGHT - BOTTOM - TOP);
    }
}

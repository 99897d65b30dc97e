package dev.picket.dashboards.grafana;

import java.util.List;

/// One panel: what it shows, in which unit, and the expressions behind it.
///
/// @param unit Grafana's name of the unit; `percentunit` means a ratio of 0..1
/// @param width of the 24 columns
record Panel(Shape shape, String title, String description, String unit, int width,
        List<Query> queries) {

    static final int STAT_HEIGHT = 4;
    static final int CHART_HEIGHT = 8;
    private static final int WIDTH = 12;

    Panel {
        queries = List.copyOf(queries);
    }

    static Panel of(Shape shape, String title, String description) {
        return new Panel(shape, title, description, "short", WIDTH, List.of());
    }

    /// The same panel in another unit and width.
    Panel sized(String newUnit, int newWidth) {
        return new Panel(shape, title, description, newUnit, newWidth, queries);
    }

    /// The same panel with one expression.
    Panel showing(String expression, String legend) {
        return new Panel(shape, title, description, unit, width,
                List.of(new Query(expression, legend)));
    }

    /// How a panel is drawn.
    enum Shape {
        STAT("stat"), LINES("timeseries"), TABLE("table"), MATRIX("table");

        private final String type;

        Shape(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    /// An expression and how its series are named.
    record Query(String expression, String legend) {}

    int height() {
        return shape == Shape.STAT ? STAT_HEIGHT : CHART_HEIGHT;
    }
}

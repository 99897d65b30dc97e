package dev.picket.simulation.scorecard;

import java.util.List;

/// Something to look at beside the table of measures.
public sealed interface Exhibit {

    String title();

    /// Cells by row; the first row is the heading.
    record Grid(String title, List<List<String>> cells) implements Exhibit {
        public Grid {
            cells = cells.stream().map(List::copyOf).toList();
        }
    }

    /// Curves over a common axis; `xLog` and `yLog` ask for logarithmic axes.
    record Plot(String title, String xLabel, String yLabel, boolean xLog, boolean yLog,
            List<Curve> curves) implements Exhibit {
        public Plot {
            curves = List.copyOf(curves);
        }
    }

    /// One curve; its points in the order of x.
    record Curve(String name, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    record Point(double x, double y) {}
}

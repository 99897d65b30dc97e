package dev.picket.app.process;

/// What `/metrics` serves, as far as these tests read it.
final class Exposition {

    private Exposition() {}

    /// The sum of the metric `name` over its series.
    static double sum(String text, String name) {
        return text.lines().filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(
                        line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}

package dev.picket.simulation.scenario;

import dev.picket.platform.yaml.YamlValue;
import java.util.Optional;

/// Reads ranges such as `5..40`; one number stands for both ends.
final class RangeReader {

    private RangeReader() {}

    /// The range `value` writes, above 0 and at most `max`.
    static Range read(YamlValue value, double max) {
        String text = value.string();
        int dots = text.indexOf("..");
        Optional<Double> least = number(dots < 0 ? text : text.substring(0, dots));
        Optional<Double> most = number(dots < 0 ? text : text.substring(dots + 2));
        boolean sound = least.isPresent() && most.isPresent() && least.get() > 0
                && least.get() <= most.get() && most.get() <= max;
        if (sound) {
            return new Range(least.get(), most.get());
        }
        if (!text.isEmpty()) {
            value.problem("expected a range such as 0.05..1, above 0 and at most " + max
                    + ", got `" + text + "`");
        }
        return new Range(max, max);
    }

    private static Optional<Double> number(String text) {
        return text.strip().matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
                ? Optional.of(Double.parseDouble(text.strip()))
                : Optional.empty();
    }
}

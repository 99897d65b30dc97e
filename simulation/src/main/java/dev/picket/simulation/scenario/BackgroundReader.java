package dev.picket.simulation.scenario;

import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Reads the `background:` block of a scenario.
final class BackgroundReader {

    private static final double PER_DAY_MAX = 100_000;
    private static final long SECONDS_MAX = 86_400;

    private BackgroundReader() {}

    static Background read(YamlMap map) {
        Background quiet = Background.QUIET;
        Background background = new Background(
                map.optional("lossRatio").map(YamlValue::ratio).orElse(quiet.lossRatio()),
                map.optional("burstsPerPathPerDay").map(value -> value.number(0, PER_DAY_MAX))
                        .orElse(quiet.burstsPerPathPerDay()),
                map.optional("burstLossRatio").map(YamlValue::ratio)
                        .orElse(quiet.burstLossRatio()),
                map.optional("burstSeconds")
                        .map(value -> seconds(value.number(0.001, SECONDS_MAX)))
                        .orElse(quiet.burst()),
                map.optional("roundTripJitter").map(value -> value.duration(Duration.ZERO))
                        .orElse(quiet.roundTripJitter()),
                map.optional("failRatio").map(YamlValue::ratio).orElse(quiet.failRatio()),
                map.optional("sharedBlips").map(value -> blips(value.map())));
        map.noOtherKeys();
        return background;
    }

    private static Background.SharedBlips blips(YamlMap map) {
        double perDay = map.required("perComponentPerDay").number(1e-6, PER_DAY_MAX);
        Range seconds = range(map.required("seconds"), BackgroundReader::number, SECONDS_MAX);
        Range loss = range(map.required("lossRatio"), BackgroundReader::number, 1);
        map.noOtherKeys();
        return new Background.SharedBlips(perDay, seconds(seconds.least()),
                seconds(seconds.most()), loss.least(), loss.most());
    }

    private record Range(double least, double most) {}

    /// `5..40`, or one number for both ends.
    private static Range range(YamlValue value, Function<String, Optional<Double>> number,
            double max) {
        String text = value.string();
        int dots = text.indexOf("..");
        Optional<Double> least = number.apply(dots < 0 ? text : text.substring(0, dots));
        Optional<Double> most = number.apply(dots < 0 ? text : text.substring(dots + 2));
        boolean sound = least.isPresent() && most.isPresent() && least.get() > 0
                && least.get() <= most.get() && most.get() <= max;
        if (!sound) {
            if (!text.isEmpty()) {
                value.problem("expected a range such as 0.05..1, above 0 and at most " + max
                        + ", got `" + text + "`");
            }
            return new Range(max, max);
        }
        return new Range(least.get(), most.get());
    }

    private static Optional<Double> number(String text) {
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
                ? Optional.of(Double.parseDouble(text))
                : Optional.empty();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}

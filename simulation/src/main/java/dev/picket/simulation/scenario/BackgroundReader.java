package dev.picket.simulation.scenario;

import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Reads the `background:` block of a scenario.
final class BackgroundReader {

    private static final double PER_DAY_MAX = 100_000;
    private static final double SECONDS_MAX = 86_400;
    private static final double SPREAD_MAX = 3;
    private static final double FLAPS_MAX = 1_000;
    private static final Map<String, Background.Bursts> PRESETS = Map.of("none",
            Background.Bursts.NONE, "mild", Background.Bursts.MILD, "strong",
            Background.Bursts.STRONG);

    private BackgroundReader() {}

    static Background read(YamlMap map) {
        Background quiet = Background.QUIET;
        Background background = new Background(losses(map, quiet.losses()),
                roundTrips(map, quiet.roundTrips()),
                map.optional("failRatio").map(YamlValue::ratio).orElse(quiet.failRatio()),
                new Background.Shared(
                        map.optional("sharedBlips").map(value -> blips(value.map())),
                        map.optional("congestion").map(value -> congestion(value.map())),
                        map.optional("flapping").map(value -> flapping(value.map()))),
                arrival(map),
                new Background.Vantages(
                        map.optional("vantageTrouble").map(value -> trouble(value.map())),
                        map.optional("clockSteps").map(value -> clockSteps(value.map()))));
        map.noOtherKeys();
        return background;
    }

    private static Background.Losses losses(YamlMap map, Background.Losses quiet) {
        Background.Bursts preset = map.optional("bursts").map(BackgroundReader::preset)
                .orElse(quiet.bursts());
        Background.Bursts bursts = new Background.Bursts(
                map.optional("burstsPerPathPerDay").map(value -> value.number(0, PER_DAY_MAX))
                        .orElse(preset.perPathPerDay()),
                map.optional("burstSpread").map(value -> value.number(0, SPREAD_MAX))
                        .orElse(preset.pathSpread()),
                map.optional("burstLossRatio").map(YamlValue::ratio).orElse(preset.lossRatio()),
                map.optional("burstSeconds")
                        .map(value -> seconds(value.number(0.001, SECONDS_MAX)))
                        .orElse(preset.mean()));
        return new Background.Losses(
                map.optional("lossRatio").map(YamlValue::ratio).orElse(quiet.lossRatio()),
                map.optional("pathSpread").map(value -> value.number(0, SPREAD_MAX))
                        .orElse(quiet.pathSpread()),
                bursts);
    }

    private static Background.Bursts preset(YamlValue value) {
        String name = value.string();
        if (!name.isEmpty() && !PRESETS.containsKey(name)) {
            value.problem("unknown bursts `" + name + "`" + Nearest.hint(name, PRESETS.keySet()));
        }
        return PRESETS.getOrDefault(name, Background.Bursts.NONE);
    }

    private static Background.RoundTrips roundTrips(YamlMap map, Background.RoundTrips quiet) {
        return new Background.RoundTrips(
                map.optional("roundTripMedian")
                        .map(value -> value.duration(Duration.ofNanos(1_000)))
                        .orElse(quiet.median()),
                map.optional("roundTripSpread").map(value -> value.number(0, SPREAD_MAX))
                        .orElse(quiet.pathSpread()),
                map.optional("roundTripJitter").map(value -> value.duration(Duration.ZERO))
                        .orElse(quiet.jitter()),
                map.optional("routeChanges").map(value -> routeChanges(value.map())));
    }

    private static Background.RouteChanges routeChanges(YamlMap map) {
        Background.RouteChanges changes = new Background.RouteChanges(
                perDay(map, "perPathPerDay"),
                map.required("roundTrip").duration(Duration.ZERO));
        map.noOtherKeys();
        return changes;
    }

    private static Background.SharedBlips blips(YamlMap map) {
        Background.SharedBlips blips = new Background.SharedBlips(
                perDay(map, "perComponentPerDay"),
                RangeReader.read(map.required("seconds"), SECONDS_MAX),
                RangeReader.read(map.required("lossRatio"), 1));
        map.noOtherKeys();
        return blips;
    }

    private static Background.Congestion congestion(YamlMap map) {
        Background.Congestion congestion = new Background.Congestion(
                map.optional("peak").map(value -> value.duration(Duration.ZERO))
                        .orElse(Duration.ofHours(20)),
                map.optional("share").map(YamlValue::ratio).orElse(0.2),
                map.optional("lossRatio").map(YamlValue::ratio).orElse(0.0),
                map.optional("roundTrip").map(value -> value.duration(Duration.ZERO))
                        .orElse(Duration.ZERO));
        map.noOtherKeys();
        return congestion;
    }

    private static Background.Flapping flapping(YamlMap map) {
        Background.Flapping flapping = new Background.Flapping(perDay(map, "perHostPerDay"),
                RangeReader.read(map.required("flaps"), FLAPS_MAX),
                RangeReader.read(map.required("downSeconds"), SECONDS_MAX),
                RangeReader.read(map.required("upSeconds"), SECONDS_MAX));
        map.noOtherKeys();
        return flapping;
    }

    private static Background.Arrival arrival(YamlMap map) {
        double missing = map.optional("missingRatio").map(YamlValue::ratio).orElse(0.0);
        Optional<YamlMap> late = map.optional("late").map(YamlValue::map);
        double lateRatio = late.map(it -> it.required("ratio").ratio()).orElse(0.0);
        Range lateSeconds = late
                .map(it -> RangeReader.read(it.required("seconds"), SECONDS_MAX))
                .orElse(Background.Arrival.PROMPT.lateSeconds());
        late.ifPresent(YamlMap::noOtherKeys);
        return new Background.Arrival(missing, lateRatio, lateSeconds);
    }

    private static Background.VantageTrouble trouble(YamlMap map) {
        Background.VantageTrouble trouble = new Background.VantageTrouble(
                perDay(map, "perVantagePerDay"),
                RangeReader.read(map.required("seconds"), SECONDS_MAX),
                RangeReader.read(map.required("proberLossRatio"), 1));
        map.noOtherKeys();
        return trouble;
    }

    private static Background.ClockSteps clockSteps(YamlMap map) {
        Background.ClockSteps steps = new Background.ClockSteps(perDay(map, "perVantagePerDay"),
                RangeReader.read(map.required("seconds"), SECONDS_MAX));
        map.noOtherKeys();
        return steps;
    }

    private static double perDay(YamlMap map, String key) {
        return map.required(key).number(1e-6, PER_DAY_MAX);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}

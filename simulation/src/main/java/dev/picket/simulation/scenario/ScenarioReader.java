package dev.picket.simulation.scenario;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Vantage;
import dev.picket.platform.settings.NetworkReader;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.Problem;
import dev.picket.platform.yaml.SecretSource;
import dev.picket.platform.yaml.Unreadable;
import dev.picket.platform.yaml.YamlDocument;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads scenario files: YAML or JSON, every problem at once with its place.
public final class ScenarioReader {

    private static final Duration TICK = Duration.ofSeconds(10);
    private static final Duration TICK_MIN = Duration.ofMillis(100);
    /// A year: longer ones would not end in a day.
    private static final Duration DURATION_MAX = Duration.ofDays(366);
    private static final long FILE_BYTES_MAX = 4L * 1024 * 1024;

    private ScenarioReader() {}

    /// Reads the file at `path`; one that cannot be read is a problem at its first line.
    public static ScenarioReading read(Path path) {
        try {
            if (Files.size(path) > FILE_BYTES_MAX) {
                return unreadable(path, "longer than " + FILE_BYTES_MAX + " bytes");
            }
            return read(path.toString(), Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return unreadable(path, Unreadable.why(path, e));
        }
    }

    private static ScenarioReading unreadable(Path path, String why) {
        return new ScenarioReading.Invalid(List.of(new Problem(path.toString(), 1, 1, why)));
    }

    /// Reads `text`, which problems will call `name`.
    public static ScenarioReading read(String name, String text) {
        YamlDocument document = YamlDocument.parse(name, text, SecretSource.none());
        Scenario scenario = scenario(document.root().map());
        List<Problem> problems = document.problems();
        return problems.isEmpty()
                ? new ScenarioReading.Valid(scenario)
                : new ScenarioReading.Invalid(problems);
    }

    private static Scenario scenario(YamlMap map) {
        long seed = map.optional("seed")
                .map(value -> value.integer(0, Long.MAX_VALUE)).orElse(1L);
        YamlValue length = map.required("duration");
        Duration duration = length.duration(TICK_MIN);
        if (duration.compareTo(DURATION_MAX) > 0) {
            length.problem("expected at most " + DURATION_MAX.toDays() + "d");
        }
        Network network = NetworkReader.read(map.required("network"));
        SortedMap<String, Vantage> offNet = map.optional("offNet")
                .map(value -> offNet(value.map(), network)).orElseGet(TreeMap::new);
        Set<String> vantages = new TreeSet<>(network.regions().keySet());
        vantages.addAll(offNet.keySet());
        SortedMap<ProbeKind, ProbePace> probes = map.optional("probes")
                .map(value -> ProbesReader.read(value.map(), vantages))
                .orElseGet(() -> new TreeMap<>(
                        Map.of(ProbeKind.STAMP, ProbePace.ofKind(ProbeKind.STAMP))));
        Duration tick = map.optional("tick").map(value -> value.duration(TICK_MIN)).orElse(TICK);
        Background background = map.optional("background")
                .map(value -> BackgroundReader.read(value.map())).orElse(Background.QUIET);
        Optional<Duration> warmUp = map.optional("warmUp")
                .map(value -> value.duration(Duration.ZERO));
        Scenario.Script script = map.optional("faults")
                .map(value -> new FaultReader(network, vantages).read(value, duration))
                .orElse(Scenario.Script.of(List.of()));
        map.noOtherKeys();
        return new Scenario(seed, duration, network, offNet, probes, tick, background, script,
                warmUp);
    }

    private static SortedMap<String, Vantage> offNet(YamlMap map, Network network) {
        SortedMap<String, Vantage> vantages = new TreeMap<>();
        map.entries().forEach((name, value) -> {
            if (network.regions().containsKey(name)) {
                map.keyProblem(name, "vantage `" + name + "` has the name of a region; expected a"
                        + " name of its own");
            }
            YamlMap declared = value.map();
            YamlValue access = declared.required("access");
            List<String> providers = access.isList()
                    ? access.strings()
                    : List.of(access.string());
            for (String provider : providers) {
                if (!provider.isEmpty() && !network.providers().containsKey(provider)) {
                    access.problem("unknown provider `" + provider + "`"
                            + Nearest.hint(provider, network.providers().keySet()));
                }
            }
            declared.noOtherKeys();
            vantages.put(name, new Vantage(name, Optional.empty(), providers));
        });
        return vantages;
    }
}

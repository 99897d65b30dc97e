package dev.picket.simulation.scenario;

import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.YamlMap;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads the `probes:` block of a scenario.
final class ProbesReader {

    private static final Duration EVERY_MIN = Duration.ofMillis(100);
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(10);
    /// A round's outcomes are kept as one bit a packet.
    private static final int PACKETS_MAX = 64;

    private ProbesReader() {}

    static SortedMap<ProbeKind, ProbePace> read(YamlMap map, Set<String> vantages) {
        SortedMap<ProbeKind, ProbePace> paces = new TreeMap<>();
        List<String> labels = Arrays.stream(ProbeKind.values()).map(ProbeKind::label).toList();
        map.entries().forEach((label, value) -> {
            Optional<ProbeKind> kind = ProbeKind.of(label);
            if (kind.isEmpty()) {
                map.keyProblem(label, "unknown probe kind `" + label + "`"
                        + Nearest.hint(label, labels));
            } else {
                paces.put(kind.get(), pace(kind.get(), value.map(), vantages));
            }
        });
        if (map.entries().isEmpty()) {
            map.value().problem("expected at least one of " + String.join(", ", labels));
        }
        return paces;
    }

    private static ProbePace pace(ProbeKind kind, YamlMap map, Set<String> vantages) {
        ProbePace usual = ProbePace.ofKind(kind);
        Duration every = map.optional("every").map(value -> value.duration(EVERY_MIN))
                .orElse(usual.every());
        int packets = kind.countsPackets()
                ? map.optional("packets").map(value -> (int) value.integer(1, PACKETS_MAX))
                        .orElse(usual.packets())
                : usual.packets();
        Duration timeout = map.optional("timeout").map(value -> value.duration(TIMEOUT_MIN))
                .orElse(usual.timeout());
        Set<String> from = new TreeSet<>();
        map.optional("from").ifPresent(value -> value.list().forEach(item -> {
            String name = item.string();
            if (!name.isEmpty() && !vantages.contains(name)) {
                item.problem("unknown vantage `" + name + "`" + Nearest.hint(name, vantages));
            }
            from.add(name);
        }));
        map.noOtherKeys();
        return new ProbePace(every, packets, timeout, from);
    }
}

package dev.picket.platform.settings;

import dev.picket.model.topology.PathClass;
import dev.picket.model.topology.Target;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what targets over streams and of DNS have beside what every target has.
final class DoorsReader {

    private static final Duration BUDGET_MIN = Duration.ofMillis(10);

    private DoorsReader() {}

    static Optional<PathClass> door(YamlValue value) {
        String label = value.string();
        Optional<PathClass> door = PathClass.of(label);
        if (door.isEmpty() && !label.isEmpty()) {
            value.problem("unknown door `" + label + "`" + Nearest.hint(label,
                    Stream.of(PathClass.values()).map(PathClass::label).toList()));
        }
        return door;
    }

    static TargetSettings tcp(Target target, YamlMap map, Via via) {
        YamlValue value = map.required("address");
        String text = value.string();
        Optional<Endpoint> endpoint = Endpoint.parse(text);
        if (endpoint.isEmpty() && !text.isEmpty()) {
            value.problem("expected a name or address with port such as example.net:443, "
                    + "203.0.113.7:443 or [2001:db8::7]:443, got `" + text + "`");
        }
        return new TargetSettings.Tcp(target, endpoint.orElseGet(() -> new Endpoint("invalid", 1)),
                resolver(map), budgets(map), via);
    }

    private static Optional<InetSocketAddress> resolver(YamlMap map) {
        return map.optional("resolver").map(YamlValue::socketAddress);
    }

    private static StageBudgets budgets(YamlMap map) {
        return map.optional("budgets").map(YamlValue::map).map(block -> {
            StageBudgets standard = StageBudgets.DEFAULT;
            StageBudgets read = new StageBudgets(budget(block, "name", standard.name()),
                    budget(block, "connect", standard.connect()),
                    budget(block, "tls", standard.tls()),
                    budget(block, "request", standard.request()),
                    budget(block, "firstByte", standard.firstByte()),
                    budget(block, "body", standard.body()));
            block.noOtherKeys();
            return read;
        }).orElse(StageBudgets.DEFAULT);
    }

    private static Duration budget(YamlMap block, String key, Duration standard) {
        return block.optional(key).map(value -> value.duration(BUDGET_MIN)).orElse(standard);
    }
}

package dev.picket.simulation.scenario;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.yaml.Durations;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultEffects;
import dev.picket.simulation.fault.FaultScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads the `faults:` block of a scenario against its network.
final class FaultReader {

    private static final int FAULTS_MAX = 10_000;
    private static final Duration LENGTH_MIN = Duration.ofMillis(1);

    private final Network network;
    private final Set<String> vantages;

    FaultReader(Network network, Collection<String> offNet) {
        this.network = network;
        this.vantages = new TreeSet<>(network.regions().keySet());
        this.vantages.addAll(offNet);
    }

    List<Fault> read(YamlValue value, Duration duration) {
        List<Fault> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlValue item : value.list()) {
            if (faults.size() == FAULTS_MAX) {
                item.problem("more than " + FAULTS_MAX + " faults");
                break;
            }
            Fault fault = fault(item.map(), duration, faults.size() + 1);
            if (!ids.add(fault.id())) {
                item.problem("the id `" + fault.id() + "` is given twice; expected one of its own");
            }
            faults.add(fault);
        }
        return faults;
    }

    private Fault fault(YamlMap map, Duration duration, int number) {
        String id = map.optional("id").map(YamlValue::string).orElse("fault-" + number);
        YamlValue start = map.required("at");
        Duration at = start.duration(Duration.ZERO);
        if (at.compareTo(duration) >= 0) {
            start.problem("the fault begins after the scenario's end; expected less than "
                    + Durations.text(duration));
        }
        Duration length = map.required("for").duration(LENGTH_MIN);
        FaultScope scope = scope(map.required("on").map());
        double share = map.optional("share").map(value -> value.number(1e-6, 1)).orElse(1.0);
        Direction direction = map.optional("direction").map(FaultReader::direction)
                .orElse(Direction.BOTH);
        FaultEffects effects = effects(map);
        map.noOtherKeys();
        if (effects.equals(FaultEffects.NONE)) {
            map.value().problem("the fault does nothing; expected at least one of lossRatio, "
                    + "failRatio, roundTrip, missingRatio, proberLossRatio, clockStep");
        }
        return new Fault(id, at, length, scope, share, direction, effects);
    }

    private static FaultEffects effects(YamlMap map) {
        return new FaultEffects(ratio(map, "lossRatio"), ratio(map, "failRatio"),
                map.optional("roundTrip").map(value -> value.duration(Duration.ZERO).toNanos())
                        .orElse(0L),
                ratio(map, "missingRatio"), ratio(map, "proberLossRatio"),
                map.optional("clockStep").map(FaultReader::step).orElse(0L));
    }

    private static double ratio(YamlMap map, String key) {
        return map.optional(key).map(YamlValue::ratio).orElse(0.0);
    }

    private static long step(YamlValue value) {
        Optional<Duration> step = Durations.parse(value.string());
        if (step.isEmpty()) {
            value.problem("expected a signed duration such as +2s or -500ms");
        }
        return step.map(Duration::toNanos).orElse(0L);
    }

    private static Direction direction(YamlValue value) {
        Optional<Direction> direction = Direction.of(value.string());
        if (direction.isEmpty()) {
            value.problem("unknown direction `" + value.string() + "`"
                    + Nearest.hint(value.string(), List.of("forward", "return", "both")));
        }
        return direction.orElse(Direction.BOTH);
    }

    private FaultScope scope(YamlMap map) {
        Set<String> providers = network.providers().keySet();
        Set<String> hosts = new TreeSet<>();
        network.regions().values().forEach(region -> hosts.addAll(region.hosts()));
        FaultScope scope = new FaultScope(known(map, "provider", providers),
                known(map, "region", network.regions().keySet()), known(map, "host", hosts),
                known(map, "vantage", vantages), known(map, "service", services()),
                map.optional("link").flatMap(value -> link(value, providers)),
                known(map, "kind", labels()).flatMap(ProbeKind::of));
        map.noOtherKeys();
        if (map.entries().isEmpty()) {
            map.value().problem("expected at least one of provider, region, host, vantage, "
                    + "service, link, kind");
        }
        return scope;
    }

    private static Optional<String> known(YamlMap map, String key, Collection<String> names) {
        Optional<YamlValue> value = map.optional(key);
        value.ifPresent(given -> requireKnown(given, key, names));
        return value.map(YamlValue::string);
    }

    private static void requireKnown(YamlValue value, String noun, Collection<String> names) {
        String name = value.string();
        if (!name.isEmpty() && !names.contains(name)) {
            value.problem("unknown " + noun + " `" + name + "`" + Nearest.hint(name, names));
        }
    }

    private static Optional<Component.Link> link(YamlValue value, Set<String> providers) {
        List<YamlValue> ends = value.list();
        ends.forEach(end -> requireKnown(end, "provider", providers));
        if (ends.size() != 2 || ends.get(0).string().equals(ends.get(1).string())) {
            value.problem("expected two different providers such as [cogent, arelion]");
            return Optional.empty();
        }
        return Optional.of(Component.Link.between(ends.get(0).string(), ends.get(1).string()));
    }

    private static List<String> services() {
        return Arrays.stream(ProbeKind.values()).flatMap(kind -> kind.service().stream()).toList();
    }

    private static List<String> labels() {
        return Arrays.stream(ProbeKind.values()).map(ProbeKind::label).toList();
    }
}

package dev.picket.simulation.scenario;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Side;
import dev.picket.platform.yaml.Durations;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.fault.Disorder;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultEffects;
import dev.picket.simulation.fault.FaultScope;
import dev.picket.simulation.fault.Flap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads the `faults:` block of a scenario against its network.
final class FaultReader {

    private static final int FAULTS_MAX = 10_000;
    private static final Duration LENGTH_MIN = Duration.ofMillis(1);
    /// What a Machine's create can be made to fail with.
    private static final Set<FailureCode> FAIL_CODES = EnumSet.of(FailureCode.MACHINE_API_ERROR,
            FailureCode.MACHINE_API_SILENT, FailureCode.MACHINE_API_UNREACHABLE,
            FailureCode.MACHINE_CAPACITY, FailureCode.MACHINE_NOT_STARTED);

    private final Network network;
    private final Set<String> vantages;

    FaultReader(Network network, Set<String> vantages) {
        this.network = network;
        this.vantages = vantages;
    }

    Scenario.Script read(YamlValue value, Duration duration) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Expectation> expectations = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        for (YamlValue item : value.list()) {
            if (faults.size() == FAULTS_MAX) {
                item.problem("more than " + FAULTS_MAX + " faults");
                break;
            }
            YamlMap map = item.map();
            Fault fault = fault(map, duration, faults.size() + 1);
            map.optional("expect").ifPresent(
                    expect -> expectations.put(fault.id(), expectation(expect.map())));
            map.noOtherKeys();
            if (!ids.add(fault.id())) {
                item.problem("the id `" + fault.id() + "` is given twice; expected one of its own");
            }
            faults.add(fault);
        }
        return new Scenario.Script(faults, expectations);
    }

    private Expectation expectation(YamlMap map) {
        Expectation expectation = new Expectation(map.optional("pages").map(YamlValue::bool),
                map.optional("culprit").map(value -> scope(value.map())),
                known(map, "signal", signals()),
                map.optional("openedWithin").map(value -> value.duration(LENGTH_MIN)),
                map.optional("pagedWithin").map(value -> value.duration(LENGTH_MIN)),
                map.optional("resolvedWithin").map(value -> value.duration(LENGTH_MIN)));
        map.noOtherKeys();
        if (map.entries().isEmpty()) {
            map.value().problem("expected at least one of pages, culprit, signal, "
                    + "openedWithin, pagedWithin, resolvedWithin");
        }
        return expectation;
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
        Fault.Extent extent = new Fault.Extent(scope,
                map.optional("share").map(value -> value.number(1e-6, 1)).orElse(1.0),
                map.optional("direction").map(FaultReader::direction).orElse(Direction.BOTH));
        Optional<Flap> flap = map.optional("flapping").map(value -> flap(value.map()));
        FaultEffects effects = effects(map);
        if (effects.equals(FaultEffects.NONE)) {
            map.value().problem("the fault does nothing; expected at least one of lossRatio, "
                    + "failRatio, roundTrip, roundTripJitter, lateRatio, reorderRatio, "
                    + "duplicateRatio, missingRatio, proberLossRatio, clockStep");
        }
        return new Fault(id, at, length, flap, extent, effects);
    }

    private static Flap flap(YamlMap map) {
        Flap flap = new Flap(map.required("bad").duration(LENGTH_MIN),
                map.required("good").duration(LENGTH_MIN));
        map.noOtherKeys();
        return flap;
    }

    private static FaultEffects effects(YamlMap map) {
        Optional<YamlValue> code = map.optional("failCode");
        FaultEffects effects = new FaultEffects(ratio(map, "lossRatio"), ratio(map, "failRatio"),
                code.flatMap(FaultReader::failCode),
                map.optional("roundTrip").map(value -> value.duration(Duration.ZERO).toNanos())
                        .orElse(0L),
                ratio(map, "missingRatio"), ratio(map, "proberLossRatio"),
                map.optional("clockStep").map(FaultReader::step).orElse(0L),
                new Disorder(ratio(map, "lateRatio"), ratio(map, "reorderRatio"),
                        ratio(map, "duplicateRatio"), map.optional("roundTripJitter")
                                .map(value -> value.duration(Duration.ZERO).toNanos())
                                .orElse(0L)));
        if (code.isPresent() && effects.failRatio() == 0) {
            code.get().problem("says how runs fail where none does; expected a failRatio beside");
        }
        return effects;
    }

    private static Optional<FailureCode> failCode(YamlValue value) {
        String name = value.string();
        Optional<FailureCode> code = FAIL_CODES.stream()
                .filter(known -> known.name().equals(name)).findFirst();
        if (code.isEmpty() && !name.isEmpty()) {
            value.problem("unknown failCode `" + name + "`"
                    + Nearest.hint(name, FAIL_CODES.stream().map(Enum::name).toList()));
        }
        return code;
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
        Optional<Side> side = map.optional("side").flatMap(value -> side(value, scope));
        map.noOtherKeys();
        if (map.entries().isEmpty()) {
            map.value().problem("expected at least one of provider, region, host, vantage, "
                    + "service, link, kind");
        }
        return side.map(scope::only).orElse(scope);
    }

    private static Optional<Side> side(YamlValue value, FaultScope scope) {
        Optional<Side> side = Side.of(value.string());
        if (side.isEmpty()) {
            value.problem("unknown side `" + value.string() + "`" + Nearest.hint(value.string(),
                    Arrays.stream(Side.values()).map(Side::label).toList()));
        } else if (scope.provider().isEmpty() || scope.region().isEmpty()) {
            value.problem("is a side of a provider at a region; expected provider and region "
                    + "beside");
            return Optional.empty();
        }
        return side;
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

    private static List<String> signals() {
        return Arrays.stream(Signal.values()).map(Signal::label).distinct().toList();
    }

    private static List<String> labels() {
        return Arrays.stream(ProbeKind.values()).map(ProbeKind::label).toList();
    }
}

package dev.picket.simulation.history;

import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.json.Json;
import dev.picket.platform.yaml.Durations;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultEffects;
import dev.picket.simulation.fault.FaultScope;
import dev.picket.simulation.scenario.Background;
import dev.picket.simulation.scenario.ProbePace;
import dev.picket.simulation.scenario.Scenario;
import dev.picket.simulation.virtual.Simulation;
import dev.picket.simulation.world.DemoNetwork;
import dev.picket.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What went wrong in the two weeks before the demonstration, and the events that the simulation
/// makes of it: each episode is a run of its own over the demonstration's network.
final class HistoryScript {

    /// The moment the two weeks end at, in the shipped record.
    static final Instant END = Instant.parse("2024-06-24T00:00:00Z");

    private static final Duration LEAD = Duration.ofMinutes(5);
    private static final Duration AFTERMATH = Duration.ofMinutes(12);
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final Pattern INCIDENT_ID = Pattern.compile("\"INC-([0-9]+)\"");
    private static final Pattern OPENED = Pattern.compile("\"type\":\"opened\"");

    /// One fault, `before` the end of the two weeks.
    record Episode(Duration before, Fault fault) {}

    static final List<Episode> EPISODES = List.of(
            episode("13d4h10m", 18, provider("sulnet"), FaultEffects.loss(0.05)),
            episode("11d15h25m", 10, region("ord"), FaultEffects.loss(0.5)),
            episode("10d2h40m", 25, link("arelion", "zephyr"), FaultEffects.loss(0.08)),
            episode("8d19h5m", 12, host("lhr-edge1"), FaultEffects.loss(0.4)),
            episode("7d6h", 9, FaultScope.providerAt("nordfiber", "ams"),
                    FaultEffects.loss(0.15)),
            episode("5d21h30m", 20, FaultScope.kindThrough(ProbeKind.WIREGUARD, "sulnet"),
                    FaultEffects.failures(0.7)),
            episode("4d3h15m", 30, provider("tideway"), FaultEffects.loss(0.03)),
            episode("2d17h50m", 11, FaultScope.providerAt("cogent", "iad"),
                    FaultEffects.loss(0.2)),
            episode("1d5h20m", 14, FaultScope.providerAt("westlink", "lax"),
                    FaultEffects.loss(0.1)));

    private HistoryScript() {}

    /// The events of all episodes as JSON lines, oldest first, incidents numbered through.
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        int first = 0;
        for (Episode episode : EPISODES) {
            List<String> own = lines(episode, first);
            first += (int) own.stream().filter(line -> OPENED.matcher(line).find()).count();
            lines.addAll(own);
        }
        return lines;
    }

    /// The events of one episode, its incidents numbered from `first` + 1.
    static List<String> lines(Episode episode, int first) {
        Duration length = LEAD.plus(episode.fault().length()).plus(AFTERMATH);
        World world = DemoNetwork.world();
        Scenario scenario = new Scenario(DemoNetwork.SEED, length, world.network(),
                new TreeMap<>(), paces(), TICK, Background.QUIET,
                Scenario.Script.of(List.of(episode.fault())), Optional.empty());
        Instant start = END.minus(episode.before()).minus(LEAD);
        List<IncidentEvent> events = Simulation.run(scenario, world.topology(),
                new Simulation.Course(start, 1, _ -> {
                })).events();
        return events.stream().map(event -> renumbered(Json.write(event), first)).toList();
    }

    private static String renumbered(String json, int first) {
        return INCIDENT_ID.matcher(json).replaceAll(
                found -> "\"INC-" + (Integer.parseInt(found.group(1)) + first) + "\"");
    }

    private static SortedMap<ProbeKind, ProbePace> paces() {
        SortedMap<ProbeKind, ProbePace> paces = new TreeMap<>();
        for (ProbeKind kind : ProbeKind.values()) {
            paces.put(kind, ProbePace.ofKind(kind));
        }
        return paces;
    }

    private static Episode episode(String before, int minutes, FaultScope scope,
            FaultEffects effects) {
        return new Episode(Durations.parse(before).orElseThrow(), Fault.of("past", LEAD,
                Duration.ofMinutes(minutes), scope, effects));
    }

    private static FaultScope provider(String name) {
        return scope(Map.of("provider", name), Optional.empty());
    }

    private static FaultScope region(String name) {
        return scope(Map.of("region", name), Optional.empty());
    }

    private static FaultScope host(String name) {
        return scope(Map.of("host", name), Optional.empty());
    }

    private static FaultScope link(String one, String other) {
        return scope(Map.of(), Optional.of(Component.Link.between(one, other)));
    }

    private static FaultScope scope(Map<String, String> on, Optional<Component.Link> link) {
        return new FaultScope(Optional.ofNullable(on.get("provider")),
                Optional.ofNullable(on.get("region")), Optional.ofNullable(on.get("host")),
                Optional.empty(), Optional.empty(), link, Optional.empty());
    }
}

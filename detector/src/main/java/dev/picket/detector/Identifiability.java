package dev.picket.detector;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Side;
import dev.picket.model.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the probes of a topology can and cannot tell apart, known before any tally.
///
/// @param inseparable groups of components that the very same paths cross
/// @param unwatchedRegions declared regions that no path ends or begins in
/// @param unwatchedProviders declared providers that no path crosses
/// @param oneSided providers in a region that paths cross on one side of it only, so that faults of
///        that side and of both are one
public record Identifiability(List<Group> inseparable, List<String> unwatchedRegions,
        List<String> unwatchedProviders, List<Component> oneSided) {

    /// Components of one probe kind that no probe separates.
    public record Group(ProbeKind kind, List<Component> components) {
        public Group {
            components = List.copyOf(components);
        }
    }

    public Identifiability {
        inseparable = List.copyOf(inseparable);
        unwatchedRegions = List.copyOf(unwatchedRegions);
        unwatchedProviders = List.copyOf(unwatchedProviders);
        oneSided = List.copyOf(oneSided);
    }

    public static Identifiability of(Topology topology) {
        Set<Component> crossed = new HashSet<>();
        topology.routes().forEach(route -> crossed.addAll(route.crossings().keySet()));
        List<String> regions = topology.network().regions().keySet().stream()
                .filter(region -> !crossed.contains(new Component.Region(region))).toList();
        List<String> providers = topology.network().providers().keySet().stream()
                .filter(name -> !crossed.contains(new Component.Provider(name))).toList();
        return new Identifiability(groups(topology), regions, providers, oneSided(topology));
    }

    private static List<Component> oneSided(Topology topology) {
        Map<Component, Set<Side>> seen = new TreeMap<>();
        for (Route route : topology.routes()) {
            for (Component component : route.crossings().keySet()) {
                if (component instanceof Component.ProviderAtRegion(_, String region)) {
                    Set<Side> sides = seen.computeIfAbsent(component, _ -> new HashSet<>());
                    Arrays.stream(Side.values())
                            .filter(side -> side.holds(region, topology.vantageOf(route.path()),
                                    topology.targetOf(route.path())))
                            .forEach(sides::add);
                }
            }
        }
        return seen.entrySet().stream().filter(entry -> entry.getValue().size() == 1)
                .map(Map.Entry::getKey).toList();
    }

    private static List<Group> groups(Topology topology) {
        List<Group> groups = new ArrayList<>();
        for (ProbeKind kind : ProbeKind.values()) {
            Map<Component, Set<String>> members = new TreeMap<>();
            for (Route route : topology.routes()) {
                if (route.path().kind() == kind) {
                    route.crossings().forEach((component, share) -> members
                            .computeIfAbsent(component, _ -> new TreeSet<>())
                            .add(route.path().key() + " " + share));
                }
            }
            Map<String, List<Component>> alike = new TreeMap<>();
            members.forEach((component, paths) -> alike
                    .computeIfAbsent(String.join(",", paths), _ -> new ArrayList<>())
                    .add(component));
            alike.values().stream().map(Identifiability::withoutWiderWords)
                    .filter(group -> group.size() > 1)
                    .forEach(group -> groups.add(new Group(kind, group)));
        }
        return groups;
    }

    /// Leaves out components that are another of the group said wider, and the kind itself: where
    /// it holds the same paths as a component, there is too little of it to be to blame.
    private static List<Component> withoutWiderWords(List<Component> group) {
        return group.stream().filter(component -> !(component instanceof Component.Kind)
                && group.stream()
                        .noneMatch(narrow -> Hypotheses.isNarrowerWord(narrow, component)))
                .toList();
    }
}

package dev.picket.simulation.world;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Routes;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import dev.picket.model.topology.Vantage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/// A provider network that is simulated: what stands where, and the providers each path really
/// crosses.
///
/// A vantage probes every target but those of its own region; Machine creation is asked for by
/// every vantage.
///
/// @param chains the providers of each path in order from the vantage; empty for kinds that do not
///        cross providers
public record World(Network network, SortedMap<String, Vantage> vantages,
        SortedMap<String, Target> targets, SortedMap<Path, List<String>> chains) {

    public World {
        vantages = Collections.unmodifiableSortedMap(new TreeMap<>(vantages));
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
        chains = Collections.unmodifiableSortedMap(new TreeMap<>(chains));
    }

    /// As below, with every kind run by every vantage.
    public static World everyHost(Network network, Map<String, Vantage> offNet,
            Set<ProbeKind> kinds, long seed) {
        return everyHost(network, offNet, kinds, (_, _) -> true, seed);
    }

    /// A vantage in every region and off the net where declared; a target of each kind for every
    /// host (for every region where it lists none), and one Machine target for each region.
    ///
    /// @param isRun whether a vantage, by its name, runs a kind
    public static World everyHost(Network network, Map<String, Vantage> offNet,
            Set<ProbeKind> kinds, BiPredicate<String, ProbeKind> isRun, long seed) {
        Map<String, Vantage> vantages = new TreeMap<>(offNet);
        Map<String, Target> targets = new TreeMap<>();
        for (RegionSpec region : network.regions().values()) {
            vantages.put(region.name(), Vantage.inRegion(region.name(), region.name()));
            for (ProbeKind kind : kinds) {
                targetsOf(region, kind).forEach(target -> targets.put(target.name(), target));
            }
        }
        return of(network, vantages, targets, isRun, seed);
    }

    /// Every vantage to every target that is not in its own region, over routes chosen by `seed`.
    public static World of(Network network, Map<String, Vantage> vantages,
            Map<String, Target> targets, long seed) {
        return of(network, vantages, targets, (_, _) -> true, seed);
    }

    private static World of(Network network, Map<String, Vantage> vantages,
            Map<String, Target> targets, BiPredicate<String, ProbeKind> isRun, long seed) {
        RouteChoice choice = new RouteChoice(network, seed);
        SortedMap<Path, List<String>> chains = new TreeMap<>();
        for (Vantage vantage : vantages.values()) {
            for (Target target : targets.values()) {
                if (isProbed(vantage, target) && isRun.test(vantage.name(), target.kind())) {
                    chains.put(new Path(vantage.name(), target.name(), target.kind()),
                            target.kind().crossesProviders()
                                    ? choice.chain(vantage, target)
                                    : List.of());
                }
            }
        }
        return new World(network, new TreeMap<>(vantages), new TreeMap<>(targets), chains);
    }

    /// The topology as a prober that has traced its paths knows it.
    public Topology topology() {
        Map<Path, Route> routes = new TreeMap<>();
        chains.forEach((path, chain) -> routes.put(path, Routes.of(network,
                require(vantages, path.vantage()), require(targets, path.target()), chain)));
        return new Topology(network, vantages, targets, routes);
    }

    private static boolean isProbed(Vantage vantage, Target target) {
        return !target.kind().crossesProviders()
                || !vantage.region().equals(Optional.of(target.region()));
    }

    private static List<Target> targetsOf(RegionSpec region, ProbeKind kind) {
        return switch (kind) {
            case MACHINE_CREATE -> List.of(new Target("machines-" + region.name(), region.name(),
                    Optional.empty(), kind, List.of()));
            case STAMP, ICMP, WIREGUARD, TCP, HTTP, DNS -> region.hosts().isEmpty()
                    ? List.of(new Target(nameOf(region.name(), kind), region.name(),
                            Optional.empty(), kind, List.of()))
                    : region.hosts().stream().map(host -> new Target(nameOf(host, kind),
                            region.name(), Optional.of(host), kind, List.of())).toList();
        };
    }

    private static String nameOf(String place, ProbeKind kind) {
        return switch (kind) {
            case STAMP, MACHINE_CREATE -> place;
            case WIREGUARD -> place + "-gw";
            case ICMP -> place + "-ping";
            case TCP, HTTP, DNS -> place + "-" + kind.label();
        };
    }

    private static <T> T require(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("not in the world: " + name);
        }
        return value;
    }
}

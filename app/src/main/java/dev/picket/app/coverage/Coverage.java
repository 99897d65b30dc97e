package dev.picket.app.coverage;

import dev.picket.detector.Identifiability;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a topology watches.
///
/// @param pathsByKind how many paths there are of each kind
/// @param notWatched what is declared and crossed or reached by no path, for people
/// @param inseparable groups of components that no probe of a kind separates: a fault is blamed on
///        `one or the other`
/// @param oneSided providers in a region that paths cross only into it, or only out of it: no fault
///        of theirs is told as that side's
public record Coverage(Map<ProbeKind, Integer> pathsByKind, List<String> notWatched,
        List<Identifiability.Group> inseparable, List<Component> oneSided) {

    public Coverage {
        pathsByKind = Map.copyOf(pathsByKind);
        notWatched = List.copyOf(notWatched);
        inseparable = List.copyOf(inseparable);
        oneSided = List.copyOf(oneSided);
    }

    public static Coverage of(Topology topology) {
        Map<ProbeKind, Integer> paths = new EnumMap<>(ProbeKind.class);
        for (Route route : topology.routes()) {
            paths.merge(route.path().kind(), 1, Integer::sum);
        }
        Identifiability known = Identifiability.of(topology);
        return new Coverage(paths, notWatched(topology), known.inseparable(), known.oneSided());
    }

    public int paths() {
        return pathsByKind.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<String> notWatched(Topology topology) {
        Network network = topology.network();
        Collection<Target> probed = topology.routes().stream()
                .map(route -> topology.targetOf(route.path())).toList();
        Set<Component> crossed = new TreeSet<>();
        topology.routes().forEach(route -> crossed.addAll(route.crossings().keySet()));
        List<String> lines = new ArrayList<>();
        network.providers().keySet().stream()
                .filter(provider -> !crossed.contains(new Component.Provider(provider)))
                .forEach(provider -> lines.add("provider " + provider + ": no path crosses it"));
        Set<ProbeKind> unused = EnumSet.allOf(ProbeKind.class);
        probed.forEach(target -> unused.remove(target.kind()));
        network.regions().forEach((region, spec) -> {
            Set<ProbeKind> missing = EnumSet.allOf(ProbeKind.class);
            missing.removeAll(unused);
            probed.stream().filter(target -> target.region().equals(region))
                    .forEach(target -> missing.remove(target.kind()));
            if (!missing.isEmpty()) {
                lines.add("region " + region + ": no " + labels(missing) + " probe");
            }
            spec.hosts().stream()
                    .filter(host -> !crossed.contains(new Component.Host(host)))
                    .forEach(host -> lines.add("host " + host + ": no path reaches it"));
        });
        topology.targets().values().stream().filter(target -> !probed.contains(target))
                .forEach(target -> lines.add("target " + target.name()
                        + ": every vantage stands in its own region"));
        if (!unused.isEmpty()) {
            lines.add("no region has a probe of kind " + labels(unused));
        }
        return lines;
    }

    private static String labels(Set<ProbeKind> kinds) {
        return kinds.stream().map(ProbeKind::label).collect(Collectors.joining(", "));
    }
}

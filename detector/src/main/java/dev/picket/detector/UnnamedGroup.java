package dev.picket.detector;

import dev.picket.model.finding.Culprit;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Names a group of series that fail together and are no component's: by the one path it is, or by
/// the components that all its paths cross (their intersection is the group, or more than it).
record UnnamedGroup(SeriesIndex series, List<Integer> group) {

    private static final int MAX_SHARED = 3;
    private static final double NEARLY_ALL = 0.9;

    Culprit.Unnamed culprit() {
        if (group.size() == 1) {
            Path path = series.path(group.getFirst());
            return new Culprit.Unnamed(path.key(),
                    "the path from " + path.vantage() + " to " + path.target());
        }
        List<Component> shared = shared();
        if (shared.isEmpty()) {
            String keys = group.stream().map(i -> series.path(i).key()).sorted()
                    .collect(Collectors.joining(","));
            return new Culprit.Unnamed(
                    group.size() + "-" + Integer.toHexString(keys.hashCode()),
                    group.size() + " paths with no declared component in common");
        }
        return new Culprit.Unnamed(
                shared.stream().map(Component::key).collect(Collectors.joining("&")),
                group.size() + " of the paths that cross " + shared.stream().map(Component::label)
                        .collect(Collectors.joining(" and ")));
    }

    /// The components that all paths of the group cross, but for those that every path crosses.
    private List<Component> shared() {
        return crossedBy(group.size());
    }

    /// The components that nearly all paths of the group cross.
    List<Component> common() {
        return crossedBy((int) Math.ceil(NEARLY_ALL * group.size()));
    }

    private List<Component> crossedBy(int least) {
        TreeMap<Component, Integer> counts = new TreeMap<>();
        group.forEach(i -> crossed(i).forEach(one -> counts.merge(one, 1, Integer::sum)));
        return counts.entrySet().stream().filter(entry -> entry.getValue() >= least)
                .map(Map.Entry::getKey).filter(one -> !(one instanceof Component.Kind))
                .limit(MAX_SHARED).toList();
    }

    private Set<Component> crossed(int i) {
        return series.topology().routes().get(series.pathOf(i)).crossings().keySet();
    }
}

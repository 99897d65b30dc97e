package dev.picket.simulation.scorecard.stream;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Side;
import dev.picket.model.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A topology with the members of each component looked up once.
public final class Fleet {

    private final String name;
    private final Topology topology;
    private final List<Component> components;
    private final Map<Component, int[]> members = new HashMap<>();

    /// @param name what it is called in seeds and reports
    public Fleet(String name, Topology topology) {
        this.name = name;
        this.topology = topology;
        TreeSet<Component> all = new TreeSet<>();
        Map<Component, List<Integer>> found = new HashMap<>();
        for (int i = 0; i < topology.routes().size(); i++) {
            for (Component component : topology.routes().get(i).crossings().keySet()) {
                all.add(component);
                found.computeIfAbsent(component, _ -> new ArrayList<>()).add(i);
            }
        }
        this.components = List.copyOf(all);
        found.forEach((component, paths) -> members.put(component,
                paths.stream().mapToInt(Integer::intValue).toArray()));
    }

    public String name() {
        return name;
    }

    public Topology topology() {
        return topology;
    }

    /// Every component a path crosses, in their order.
    public List<Component> components() {
        return components;
    }

    /// The numbers of the paths that cross a component, ascending.
    public int[] members(Component component) {
        return members.getOrDefault(component, new int[0]).clone();
    }

    /// Of those that cross a provider in a region, only the paths on one side of it.
    public int[] members(Component component, Optional<Side> side) {
        return side.isPresent() && component instanceof Component.ProviderAtRegion(_, var region)
                ? Arrays.stream(members(component))
                        .filter(i -> side.get().holds(region,
                                topology.vantageOf(topology.path(i)),
                                topology.targetOf(topology.path(i))))
                        .toArray()
                : members(component);
    }

    /// The same, of the paths of one probe kind only.
    public int[] members(Component component, ProbeKind kind) {
        return members(component, Optional.empty(), kind);
    }

    public int[] members(Component component, Optional<Side> side, ProbeKind kind) {
        return Arrays.stream(members(component, side))
                .filter(i -> topology.path(i).kind() == kind).toArray();
    }

    /// Whether two components are crossed by the same paths of a kind: no probe tells them apart.
    public boolean sameMembers(Component one, Component other, ProbeKind kind) {
        return Arrays.equals(members(one, kind), members(other, kind));
    }

    /// Path numbers as a set.
    public static BitSet set(int[] paths) {
        BitSet set = new BitSet();
        for (int i : paths) {
            set.set(i);
        }
        return set;
    }

    /// The number of a path.
    public int indexOf(Path path) {
        return topology.indexOf(path);
    }
}

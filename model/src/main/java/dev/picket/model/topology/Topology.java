package dev.picket.model.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that is watched: the network, its vantages and targets, and the route of every path.
/// Paths are numbered 0..n-1 in their natural order; the numbers hold for the life of the value.
public final class Topology {

    private final Network network;
    private final SortedMap<String, Vantage> vantages;
    private final SortedMap<String, Target> targets;
    private final List<Route> routes;
    private final Map<Path, Integer> indexByPath;

    public Topology(Network network, Map<String, Vantage> vantages, Map<String, Target> targets,
            Map<Path, Route> routes) {
        this.network = network;
        this.vantages = Collections.unmodifiableSortedMap(new TreeMap<>(vantages));
        this.targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
        List<Route> ordered = new ArrayList<>();
        Map<Path, Integer> index = new TreeMap<>();
        for (Route route : new TreeMap<>(routes).values()) {
            requireKnown(route.path());
            index.put(route.path(), ordered.size());
            ordered.add(route);
        }
        this.routes = List.copyOf(ordered);
        this.indexByPath = Map.copyOf(index);
    }

    private void requireKnown(Path path) {
        if (!vantages.containsKey(path.vantage()) || !targets.containsKey(path.target())) {
            throw new IllegalArgumentException("path " + path + " has no such vantage or target");
        }
    }

    public Network network() {
        return network;
    }

    public SortedMap<String, Vantage> vantages() {
        return vantages;
    }

    public SortedMap<String, Target> targets() {
        return targets;
    }

    /// The routes of all paths, in path order.
    public List<Route> routes() {
        return routes;
    }

    /// The number of `path`, or -1 where it is not watched.
    public int indexOf(Path path) {
        return indexByPath.getOrDefault(path, -1);
    }

    public Path path(int index) {
        return routes.get(index).path();
    }

    public Vantage vantageOf(Path path) {
        return require(vantages, path.vantage());
    }

    public Optional<Vantage> vantage(String name) {
        return Optional.ofNullable(vantages.get(name));
    }

    public Target targetOf(Path path) {
        return require(targets, path.target());
    }

    private static <T> T require(Map<String, T> map, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("not in the topology: " + name);
        }
        return value;
    }
}

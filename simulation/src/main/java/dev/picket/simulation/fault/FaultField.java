package dev.picket.simulation.fault;

import dev.picket.model.topology.Route;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.world.SeededHash;
import java.util.ArrayList;
import java.util.List;

/// What the scripted faults do to every path at every moment. Pure: which paths a fault hits is
/// settled when the field is made, and asking twice gives the same answer.
public final class FaultField {

    private final List<List<Fault>> faultsByPath;

    public FaultField(Topology topology, List<Fault> faults, long seed) {
        List<List<Fault>> byPath = new ArrayList<>();
        for (Route route : topology.routes()) {
            byPath.add(faults.stream().filter(fault -> hits(topology, fault, route, seed))
                    .toList());
        }
        this.faultsByPath = List.copyOf(byPath);
    }

    private static boolean hits(Topology topology, Fault fault, Route route, long seed) {
        double share = fault.extent().share();
        return fault.scope().covers(route, topology)
                && (share >= 1 || SeededHash.ratio(seed, fault.id(), route.path().key()) < share);
    }

    /// The conditions of path number `path` at `nanos` from the start.
    public PathConditions at(int path, long nanos) {
        PathConditions conditions = PathConditions.CLEAR;
        for (Fault fault : faultsByPath.get(path)) {
            if (fault.isActive(nanos)) {
                conditions = conditions.with(fault);
            }
        }
        return conditions;
    }

    /// The first moment from `nanos` on at which a fault may lie on path number `path`.
    public long clearUntil(int path, long nanos) {
        long first = Long.MAX_VALUE;
        for (Fault fault : faultsByPath.get(path)) {
            if (fault.end().toNanos() > nanos) {
                first = Math.min(first, Math.max(nanos, fault.at().toNanos()));
            }
        }
        return first;
    }

    /// Whether `fault` hits path number `path` at all.
    public boolean hits(Fault fault, int path) {
        return faultsByPath.get(path).contains(fault);
    }

    /// The faults that ever hit path number `path`.
    public List<Fault> faultsOn(int path) {
        return faultsByPath.get(path);
    }
}

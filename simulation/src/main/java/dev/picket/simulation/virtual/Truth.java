package dev.picket.simulation.virtual;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.PathEvidence;
import dev.picket.model.finding.Rival;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Side;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultScope;
import dev.picket.simulation.noise.Blip;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// What was injected, and whether what was found is that. Labels come from the faults themselves.
///
/// A culprit is right when it has the members of the fault's scope, among the paths of the kind it
/// was found on: names that mean the same paths are the same culprit.
final class Truth {

    /// An incident may open this long after the fault it belongs to has ended.
    private static final Duration AFTERMATH = Duration.ofMinutes(2);

    private final Topology topology;
    private final List<Fault> faults;
    private final List<Blip> blips;

    Truth(Topology topology, List<Fault> faults, List<Blip> blips) {
        this.topology = topology;
        this.faults = faults;
        this.blips = blips;
    }

    /// The fault that an incident opened at `nanos` belongs to: of those going on, the one with
    /// most of the affected paths in its scope.
    Optional<Fault> faultOf(Diagnosis diagnosis, long nanos) {
        Fault best = null;
        int most = 0;
        for (Fault fault : faults) {
            boolean inTime = nanos >= fault.at().toNanos()
                    && nanos <= fault.end().plus(AFTERMATH).toNanos();
            int shared = inTime ? affectedIn(members(fault.scope()), diagnosis) : 0;
            if (shared > most) {
                most = shared;
                best = fault;
            }
        }
        return Optional.ofNullable(best);
    }

    /// Whether a shared blip that lasted a tick or longer explains an incident opened at `nanos`.
    boolean isLongBlip(Diagnosis diagnosis, long nanos, long tickNanos) {
        return blips.stream()
                .filter(blip -> blip.endNanos() - blip.startNanos() >= tickNanos)
                .filter(blip -> nanos >= blip.startNanos()
                        && nanos <= blip.endNanos() + AFTERMATH.toNanos())
                .anyMatch(blip -> affectedIn(members(blip.component()), diagnosis) > 0);
    }

    boolean isRight(Fault fault, Diagnosis diagnosis) {
        return isRight(fault.scope(), diagnosis);
    }

    /// Whether the culprit has the members of `scope`.
    boolean isRight(FaultScope scope, Diagnosis diagnosis) {
        Culprit culprit = diagnosis.culprit();
        return culprit instanceof Culprit.OneSide(var whole, Side side)
                ? means(members(FaultScope.providerAt(whole.provider(), whole.region())
                        .only(side)), scope, diagnosis.kind())
                : culprit.components().stream().anyMatch(
                        component -> means(members(component), scope, diagnosis.kind()));
    }

    /// Where the true component, or that which the true side is of, stands among the rivals, from
    /// 1; 0 where it is none of them.
    int rank(Fault fault, Diagnosis diagnosis) {
        List<Rival> rivals = diagnosis.rivals();
        for (int i = 0; i < rivals.size(); i++) {
            if (means(members(rivals.get(i).component()), fault.scope().bothSides(),
                    diagnosis.kind())) {
                return i + 1;
            }
        }
        return 0;
    }

    private boolean means(BitSet named, FaultScope scope, ProbeKind kind) {
        BitSet wanted = members(scope);
        BitSet ofKind = kind(kind);
        wanted.and(ofKind);
        named.and(ofKind);
        return !wanted.isEmpty() && wanted.equals(named);
    }

    private int affectedIn(BitSet members, Diagnosis diagnosis) {
        int shared = 0;
        for (PathEvidence affected : diagnosis.affected()) {
            int index = topology.indexOf(affected.path());
            shared += index >= 0 && members.get(index) ? 1 : 0;
        }
        return shared;
    }

    private BitSet members(FaultScope scope) {
        BitSet members = new BitSet();
        for (int path = 0; path < topology.routes().size(); path++) {
            members.set(path, scope.covers(topology.routes().get(path), topology));
        }
        return members;
    }

    private BitSet members(Component component) {
        BitSet members = new BitSet();
        for (int path = 0; path < topology.routes().size(); path++) {
            members.set(path, topology.routes().get(path).crosses(component));
        }
        return members;
    }

    private BitSet kind(ProbeKind kind) {
        BitSet members = new BitSet();
        for (int path = 0; path < topology.routes().size(); path++) {
            members.set(path, topology.path(path).kind() == kind);
        }
        return members;
    }
}

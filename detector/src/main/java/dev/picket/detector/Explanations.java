package dev.picket.detector;

import dev.picket.model.finding.Culprit;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Side;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What follows from a verdict: the culprit, its members and their harm, the recovery to watch, and
/// the series that the fault explains from now on.
final class Explanations {

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final TallyRing ring;
    private final Masks masks;
    private final Attribution attribution;
    private final Screen screen;

    Explanations(Evidence evidence, Attribution attribution, Screen screen) {
        this.hypotheses = evidence.hypotheses();
        this.series = evidence.series();
        this.ring = evidence.ring();
        this.masks = evidence.masks();
        this.attribution = attribution;
        this.screen = screen;
    }

    /// Whom a verdict names: one component or a side of it, a set that no evidence separates, or a
    /// path.
    Culprit culprit(Verdict verdict) {
        List<Component> blamed = verdict.blamed().stream()
                .filter(suspect -> suspect.hypothesis() >= 0)
                .map(suspect -> hypotheses.component(suspect.hypothesis())).toList();
        if (verdict.best().hypothesis() < 0 || blamed.isEmpty()) {
            return new UnnamedGroup(series, verdict.best().group()).culprit();
        }
        return blamed.size() == 1
                ? named(blamed.getFirst(), verdict.side())
                : new Culprit.OneOf(blamed);
    }

    private static Culprit named(Component component, Optional<Side> side) {
        return side.isPresent() && component instanceof Component.ProviderAtRegion whole
                ? new Culprit.OneSide(whole, side.get())
                : new Culprit.Named(component);
    }

    /// Works out members, harm and recovery from the verdict, and what the fault explains.
    void describe(OpenFault fault, long now, boolean culpritChanged) {
        fault.members = members(fault);
        Scene scene = scene(fault.lane(), fault.members, fault, now);
        fault.harm = scene.harm();
        fault.regions = scene.regions();
        watchRecovery(fault, scene, fault.lane(), now);
        if (culpritChanged) {
            explain(fault, now);
        }
    }

    /// Marks every series through the culprit (both sides of one) as explained, whatever its kind
    /// and signal (but a want of room explains nothing else, and nothing else explains it;
    /// disorder explains disorder alone), and takes out of the other hypotheses what those had
    /// added. A series that the fault no longer explains begins anew.
    private void explain(OpenFault fault, long now) {
        BitSet before = new BitSet();
        for (int i = 0; i < series.count(); i++) {
            before.set(i, masks.explains(i, fault.bit));
        }
        masks.clear(fault.bit);
        List<Component> blamed = fault.culprit.components();
        Lane own = series.lanes().get(fault.lane());
        for (int i = 0; i < series.count(); i++) {
            int path = series.pathOf(i);
            Route route = series.topology().routes().get(path);
            if (!own.explains(series.lane(i))) {
                continue;
            }
            boolean crosses = blamed.stream().anyMatch(route::crosses);
            boolean same = blamed.isEmpty() && fault.members.stream()
                    .anyMatch(member -> series.pathOf(member) == path);
            if (crosses || same) {
                masks.explain(i, fault.bit);
            }
        }
        for (int h = 0; h < hypotheses.count(); h++) {
            if (blamed.contains(hypotheses.component(h))
                    && own.explains(hypotheses.lane(h))) {
                masks.own(h, fault.bit);
            }
        }
        for (int i = before.nextSetBit(0); i >= 0; i = before.nextSetBit(i + 1)) {
            if (masks.explained(i) == 0) {
                masks.free(i, now);
                screen.resetSeries(i);
            }
        }
        for (int h = 0; h < hypotheses.count(); h++) {
            if (!masks.isOwn(h, fault.bit)) {
                screen.withoutExplained(h, now);
            }
        }
    }

    /// The fault as it looks on `members` of a lane since its onset.
    Scene scene(int lane, Set<Integer> members, OpenFault fault, long now) {
        return new Scene(series, ring, lane, members, fault.verdict.onset().estimate(), now);
    }

    /// Whether the newest tick is still bad: on the series whose end is watched, or, in the first
    /// ticks of a fault, on those found to be bad until the tick before.
    boolean isStillBad(OpenFault fault, long now) {
        return fault.recoveries.values().stream().anyMatch(part -> part.isStillBad(now))
                || (fault.isFresh(now) && PageKey.isStillBad(ring,
                        scene(fault.lane(), fault.members, fault, now - 1).affected(),
                        fault.verdict.onset().estimate(), now));
    }

    /// Watches the affected series of a scene for the end of the fault.
    void watchRecovery(OpenFault fault, Scene scene, int lane, long now) {
        int[] affected = scene.affected();
        if (affected.length > 0) {
            fault.recoveries.put(lane, new Recovery(series, ring, affected,
                    scene.harm().badRatio(), fault.verdict.onset().estimate(), now,
                    lane != fault.lane()));
        } else if (fault.recoveries.isEmpty()) {
            fault.recoveries.put(lane, new Recovery(series, ring, fault.memberSeries(),
                    scene.harm().badRatio(), fault.verdict.onset().estimate(), now, false));
        }
    }

    private Set<Integer> members(OpenFault fault) {
        Set<Integer> members = new TreeSet<>();
        List<Suspect> stand = fault.culprit.components().isEmpty()
                ? List.of(fault.verdict.best())
                : fault.verdict.ranking().stream()
                        .filter(suspect -> suspect.hypothesis() >= 0
                                && fault.culprit.components()
                                        .contains(hypotheses.component(suspect.hypothesis())))
                        .toList();
        for (Suspect suspect : stand) {
            for (int i : members(suspect, fault.culprit).series()) {
                members.add(i);
            }
        }
        return members;
    }

    private Hypotheses.Members members(Suspect suspect, Culprit culprit) {
        return culprit instanceof Culprit.OneSide(_, Side side)
                ? hypotheses.sides().members(suspect.hypothesis(), side)
                : attribution.members(suspect);
    }
}

package dev.picket.detector;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Vantage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The faults that are open: opens, attaches, revises, pages and ends them.
final class Faults {

    /// A culprit is renamed, or an alarm kept apart, only for more than this many nats.
    private static final double RENAME_NATS = Math.log(20);
    /// A fault is judged again in each of its first ticks, then every few.
    private static final int FRESH_TICKS = 6;
    private static final int JUDGE_EVERY_TICKS = 4;
    /// While it is older than this its onset may be leaving the ring: it is judged no more.
    private static final int JUDGED_TICKS = 48;
    private static final int ONSET_SLACK_TICKS = 8;
    /// Changes of harm or scope are said at most this often.
    private static final int SAY_EVERY_TICKS = 6;
    private static final double CUT_OFF_NATS = Math.log(20);

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final TallyRing ring;
    private final Masks masks;
    private final Screen screen;
    private final Attribution attribution;
    private final Direction direction;
    private final ProberWatch probers;
    private final TickTimes times;
    private final double pageHarm;
    private final List<OpenFault> open = new ArrayList<>();
    private long lastId;

    Faults(Hypotheses hypotheses, SeriesIndex series, TallyRing ring, Masks masks, Screen screen,
            ProberWatch probers, TickTimes times, double pageHarm) {
        this.hypotheses = hypotheses;
        this.series = series;
        this.ring = ring;
        this.masks = masks;
        this.screen = screen;
        this.attribution = new Attribution(hypotheses, series, ring, masks);
        this.direction = new Direction(series, ring);
        this.probers = probers;
        this.times = times;
        this.pageHarm = pageHarm;
    }

    /// Carries every open fault through a tick whose tallies are in the ring.
    void tick(long now, List<Finding> findings) {
        Iterator<OpenFault> each = open.iterator();
        while (each.hasNext()) {
            OpenFault fault = each.next();
            judgeAgain(fault, now, findings);
            fault.recoveries.values().forEach(recovery -> recovery.add(now));
            if (fault.recoveries.values().stream().allMatch(Recovery::isOver)) {
                end(fault, now, findings);
                each.remove();
            } else {
                turnSecondKey(fault, now, findings);
                sayRecovering(fault, now, findings);
            }
        }
    }

    private void judgeAgain(OpenFault fault, long now, List<Finding> findings) {
        long age = now - fault.openedTick;
        boolean due = age <= FRESH_TICKS || age % JUDGE_EVERY_TICKS == 0;
        if (!due || fault.recovering || now - fault.verdict.onset().estimate() > JUDGED_TICKS
                || fault.recoveries.values().stream().noneMatch(part -> part.isBad(now))) {
            return;
        }
        int lane = direction.laneOf(fault.lane(), fault.members,
                fault.verdict.onset().estimate(), now);
        var question = question(lane, direction.inLane(fault.members, lane), now, fault.bits(),
                fault.verdict.onset().earliest() - ONSET_SLACK_TICKS);
        Verdict verdict = attribution.judge(question);
        if (!verdict.ranking().isEmpty() && !masks.isFull()) {
            take(fault, verdict, now, findings);
        }
    }

    /// Takes a new verdict: the culprit changes only when the new one is much likelier.
    private void take(OpenFault fault, Verdict verdict, long now, List<Finding> findings) {
        Culprit before = fault.culprit;
        List<String> blamedBefore = fault.blamedVantage();
        Culprit proposed = culprit(verdict);
        double gain = verdict.best().weight() - weightOfBlamed(fault, verdict);
        boolean sharper = before.components().size() > proposed.components().size()
                && before.components().containsAll(proposed.components())
                && !proposed.components().isEmpty();
        boolean renamed = !proposed.key().equals(before.key()) && (gain > RENAME_NATS || sharper);
        if (renamed || proposed.key().equals(before.key())) {
            if (fault.lane() != verdict.lane()) {
                fault.recoveries.remove(fault.lane());
            }
            fault.verdict = verdict;
        }
        if (renamed) {
            fault.culprit = proposed;
        }
        describe(fault, now, renamed);
        if (renamed && !blamedBefore.equals(fault.blamedVantage())) {
            changeSides(fault, blamedBefore, now, findings);
        } else if (renamed) {
            say(fault, now, findings);
        } else {
            sayWhenChanged(fault, now, findings);
        }
    }

    /// What a new verdict, of any lane, thinks of the component blamed so far.
    private double weightOfBlamed(OpenFault fault, Verdict verdict) {
        int blamed = fault.verdict.best().hypothesis();
        return blamed < 0
                ? verdict.weightOf(blamed)
                : verdict.weightOf(
                        hypotheses.of(hypotheses.component(blamed), verdict.lane()));
    }

    /// A fault first blamed on a vantage is the network's after all, or the other way round.
    private void changeSides(OpenFault fault, List<String> before, long now,
            List<Finding> findings) {
        Instant at = times.end(now);
        before.forEach(vantage -> probers.uplinkRecovered(vantage, at, findings));
        if (fault.isProberFault()) {
            findings.add(new Finding.Resolved(fault.id, at, at, !fault.pageable));
            blameVantage(fault, at, findings);
        } else {
            fault.id = newId();
            fault.pageable = false;
            findings.add(new Finding.Opened(fault.id, at, diagnosis(fault, now)));
        }
    }

    private void blameVantage(OpenFault fault, Instant at, List<Finding> findings) {
        fault.blamedVantage().forEach(vantage -> probers.uplinkTrouble(vantage, at,
                fault.harm.badPaths(), findings));
    }

    /// The next finding id.
    long newId() {
        return ++lastId;
    }

    /// Opens a fault for an alarm, or attaches it to one that is open. Says whether one was opened.
    boolean alarm(Trigger trigger, long id, long now, List<Finding> findings) {
        int lane = trigger.hypothesis() >= 0
                ? hypotheses.laneOf(trigger.hypothesis())
                : series.laneOf(trigger.series());
        if (attachOwn(trigger, lane, now)) {
            return false;
        }
        Set<Integer> raised = new TreeSet<>();
        for (int i : membersOf(trigger).series()) {
            raised.add(i);
        }
        Attribution.Question question = question(lane, raised, now, 0, Long.MIN_VALUE);
        Verdict verdict = attribution.judge(question);
        int shown = verdict.ranking().isEmpty()
                ? lane
                : direction.laneOf(lane, raised, verdict.onset().estimate(), now);
        if (shown != lane) {
            question = question(shown, direction.inLane(raised, shown), now, 0, Long.MIN_VALUE);
            verdict = attribution.judge(question);
        }
        if (verdict.ranking().isEmpty() || attachJoint(question, verdict, now, findings)
                || masks.isFull()) {
            forget(trigger);
            return false;
        }
        OpenFault fault = new OpenFault(id, masks.take(), now, trigger, verdict,
                culprit(verdict));
        open.add(fault);
        describe(fault, now, true);
        if (fault.isProberFault()) {
            blameVantage(fault, times.end(now), findings);
        } else {
            findings.add(new Finding.Opened(fault.id, times.end(now), diagnosis(fault, now)));
        }
        turnSecondKey(fault, now, findings);
        forget(trigger);
        return true;
    }

    private Hypotheses.Members membersOf(Trigger trigger) {
        return attribution.members(
                new Suspect(trigger.hypothesis(), trigger.series(), 0, 0, 0));
    }

    private void forget(Trigger trigger) {
        if (trigger.hypothesis() >= 0) {
            screen.reset(trigger.hypothesis());
        }
        for (int i : membersOf(trigger).series()) {
            screen.resetSeries(i);
        }
    }

    /// An alarm of an open fault's own component: in another lane it widens what must recover.
    private boolean attachOwn(Trigger trigger, int lane, long now) {
        for (OpenFault fault : open) {
            if (trigger.hypothesis() < 0 || !masks.isOwn(trigger.hypothesis(), fault.bit)) {
                continue;
            }
            boolean sameKind = fault.recoveries.keySet().stream()
                    .anyMatch(known -> series.lanes().get(known).kind() == series.lanes()
                            .get(lane).kind());
            if (!sameKind) {
                Set<Integer> members = new HashSet<>();
                for (int i : membersOf(trigger).series()) {
                    members.add(i);
                }
                watchRecovery(fault, scene(lane, members, fault, now), lane, now);
            }
            forget(trigger);
            return true;
        }
        return false;
    }

    /// Attaches an alarm to an open fault where one culprit for both loses less than log 20 against
    /// two.
    private boolean attachJoint(Attribution.Question question, Verdict residual, long now,
            List<Finding> findings) {
        for (OpenFault fault : open) {
            if (now - fault.verdict.onset().estimate() > JUDGED_TICKS
                    || fault.lane() != question.lane()) {
                continue;
            }
            Set<Integer> both = new TreeSet<>(fault.members);
            for (int i : question.members().series()) {
                both.add(i);
            }
            Attribution.Question joint = question(question.lane(), both, now, fault.bits(),
                    fault.verdict.onset().earliest() - ONSET_SLACK_TICKS);
            Verdict verdict = attribution.judge(joint);
            double apart = weightOfBlamed(fault, verdict)
                    + residual.best().weight();
            if (!verdict.ranking().isEmpty()
                    && verdict.best().weight() >= apart - RENAME_NATS) {
                take(fault, verdict, now, findings);
                return true;
            }
        }
        return false;
    }

    private void end(OpenFault fault, long now, List<Finding> findings) {
        Instant at = times.end(now);
        long last = fault.recoveries.values().stream().mapToLong(Recovery::badUntil).max()
                .orElse(now);
        if (fault.isProberFault()) {
            fault.blamedVantage()
                    .forEach(vantage -> probers.uplinkRecovered(vantage, at, findings));
        } else {
            if (!fault.recovering) {
                findings.add(new Finding.Recovering(fault.id, at));
            }
            findings.add(
                    new Finding.Resolved(fault.id, at, times.end(last), !fault.pageable));
        }
        for (int h = 0; h < hypotheses.count(); h++) {
            if (masks.isOwn(h, fault.bit)) {
                screen.reset(h);
            }
        }
        for (int i = 0; i < series.count(); i++) {
            if (masks.explains(i, fault.bit)) {
                screen.resetSeries(i);
            }
        }
        masks.release(fault.bit);
    }

    private void turnSecondKey(OpenFault fault, long now, List<Finding> findings) {
        if (fault.pageable || fault.isProberFault()) {
            return;
        }
        boolean stillBad = fault.recoveries.values().stream().anyMatch(part -> part.isBad(now));
        double harm = fault.harm.paths() == 0
                ? 0
                : (double) fault.harm.badPaths() / fault.harm.paths() * fault.harm.badRatio();
        boolean lasting = PageKey.isLasting(fault.verdict.onset().estimate(), now) && stillBad
                && harm >= pageHarm;
        if (lasting || PageKey.isHard(ring, fault.memberSeries(), now)) {
            fault.pageable = true;
            fault.saidTick = now;
            findings.add(new Finding.Pageable(fault.id, times.end(now), diagnosis(fault, now)));
        }
    }

    private void sayRecovering(OpenFault fault, long now, List<Finding> findings) {
        boolean recovering = fault.recoveries.values().stream()
                .allMatch(part -> part.isRecovering(now));
        boolean bad = fault.recoveries.values().stream().anyMatch(part -> part.isBad(now));
        if (recovering && !fault.recovering) {
            fault.recovering = true;
            if (!fault.isProberFault()) {
                findings.add(new Finding.Recovering(fault.id, times.end(now)));
            }
        } else if (bad && fault.recovering) {
            fault.recovering = false;
            say(fault, now, findings);
        }
    }

    private void sayWhenChanged(OpenFault fault, long now, List<Finding> findings) {
        boolean changed = !fault.saidRegions.equals(fault.regions)
                || fault.harm.badPaths() > 1.5 * fault.saidHarm.badPaths()
                || fault.harm.badRatio() > 2 * fault.saidHarm.badRatio();
        if (changed && now - fault.saidTick >= SAY_EVERY_TICKS) {
            say(fault, now, findings);
        }
    }

    private void say(OpenFault fault, long now, List<Finding> findings) {
        if (!fault.isProberFault()) {
            findings.add(new Finding.Revised(fault.id, times.end(now), diagnosis(fault, now)));
        }
    }

    private Diagnosis diagnosis(OpenFault fault, long now) {
        fault.saidTick = now;
        fault.saidHarm = fault.harm;
        fault.saidRegions = fault.regions;
        return fault.diagnosis(hypotheses, series.lanes().get(fault.lane()),
                scene(fault.lane(), fault.members, fault, now), times);
    }

    /// Works out members, harm and recovery from the verdict, and what the fault explains.
    private void describe(OpenFault fault, long now, boolean culpritChanged) {
        fault.members = members(fault);
        Scene scene = scene(fault.lane(), fault.members, fault, now);
        fault.harm = scene.harm();
        fault.regions = scene.regions();
        watchRecovery(fault, scene, fault.lane(), now);
        if (culpritChanged) {
            explain(fault, now);
        }
    }

    private Scene scene(int lane, Set<Integer> members, OpenFault fault, long now) {
        return new Scene(series, ring, lane, members, fault.verdict.onset().estimate(), now);
    }

    private void watchRecovery(OpenFault fault, Scene scene, int lane, long now) {
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
            for (int i : attribution.members(suspect).series()) {
                members.add(i);
            }
        }
        return members;
    }

    /// Marks every series through the culprit as explained, whatever its kind and signal, and takes
    /// out of the other hypotheses what those had added.
    private void explain(OpenFault fault, long now) {
        masks.clear(fault.bit);
        List<Component> blamed = fault.culprit.components();
        for (int i = 0; i < series.count(); i++) {
            int path = series.pathOf(i);
            Route route = series.topology().routes().get(path);
            boolean crosses = blamed.stream().anyMatch(route::crosses);
            boolean same = blamed.isEmpty() && fault.members.stream()
                    .anyMatch(member -> series.pathOf(member) == path);
            if (crosses || same) {
                masks.explain(i, fault.bit);
            }
        }
        for (int h = 0; h < hypotheses.count(); h++) {
            if (blamed.contains(hypotheses.component(h))) {
                masks.own(h, fault.bit);
            }
        }
        for (int h = 0; h < hypotheses.count(); h++) {
            if (!masks.isOwn(h, fault.bit)) {
                screen.withoutExplained(h, now);
            }
        }
    }

    private Attribution.Question question(int lane, Set<Integer> raised, long now, long through,
            long from) {
        TreeMap<String, List<Integer>> groups = new TreeMap<>();
        for (int i : new TreeSet<>(raised)) {
            groups.computeIfAbsent(series.path(i).vantage(), _ -> new ArrayList<>()).add(i);
        }
        return new Attribution.Question(lane, Hypotheses.Members.ofGroups(groups), from, now,
                through, beliefs(lane));
    }

    /// A region whose own vantages are all silent is likelier cut off.
    private Map<Integer, Double> beliefs(int lane) {
        Map<Integer, Double> beliefs = new HashMap<>();
        for (int h : hypotheses.ofLane(lane)) {
            if (hypotheses.component(h) instanceof Component.Region(String region)) {
                List<String> inside = series.topology().vantages().values().stream()
                        .filter(vantage -> vantage.region().equals(Optional.of(region)))
                        .map(Vantage::name).toList();
                if (!inside.isEmpty() && inside.stream().allMatch(probers::isSilent)) {
                    beliefs.put(h, CUT_OFF_NATS);
                }
            }
        }
        return beliefs;
    }

    private Culprit culprit(Verdict verdict) {
        List<Component> blamed = verdict.blamed().stream()
                .filter(suspect -> suspect.hypothesis() >= 0)
                .map(suspect -> hypotheses.component(suspect.hypothesis())).toList();
        if (verdict.best().hypothesis() < 0 || blamed.isEmpty()) {
            return new Culprit.Unnamed(series.path(verdict.best().series()).key());
        }
        return blamed.size() == 1
                ? new Culprit.Named(blamed.getFirst())
                : new Culprit.OneOf(blamed);
    }

    /// Whether an open fault explains a series.
    boolean explains(int i) {
        return masks.explained(i) != 0;
    }
}

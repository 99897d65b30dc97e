package dev.picket.detector;

import dev.picket.model.finding.Contrast;
import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Harm;
import dev.picket.model.finding.Onset;
import dev.picket.model.finding.Rival;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// One fault from the alarm to its end: who is blamed, since when, and what it explains.
final class OpenFault {

    /// A culprit is renamed, or an alarm kept apart, only for more than this many nats.
    static final double RENAME_NATS = Math.log(20);
    /// A fault is judged again in each of its first ticks, then every few.
    private static final int FRESH_TICKS = 6;
    private static final int JUDGE_EVERY_TICKS = 4;
    /// From this age on a fault of which a part is good again keeps its name: judged by all ticks
    /// since onset, what is left of it would be taken for all that it was.
    private static final int SETTLED_TICKS = 12;
    /// While it is older than this its onset may be leaving the ring: it is judged no more.
    private static final int JUDGED_TICKS = 48;

    long id;
    final int bit;
    final long openedTick;
    final Trigger trigger;
    /// The recovery watched in each lane the fault has alarmed in.
    final TreeMap<Integer, Recovery> recoveries = new TreeMap<>();
    Verdict verdict;
    Culprit culprit;
    /// The culprit's series in the primary lane.
    Set<Integer> members = Set.of();
    Harm harm = new Harm(0, 0, 0);
    List<String> regions = List.of();
    Harm saidHarm = new Harm(0, 0, 0);
    List<String> saidRegions = List.of();
    SortedSet<String> saidGood = new TreeSet<>();
    boolean pageable;
    boolean recovering;
    /// The tick in which a fault that was recovering was bad again.
    long relapsedTick = Long.MIN_VALUE;
    long saidTick;

    OpenFault(long id, int bit, long openedTick, Trigger trigger, Verdict verdict,
            Culprit culprit) {
        this.id = id;
        this.bit = bit;
        this.openedTick = openedTick;
        this.trigger = trigger;
        this.verdict = verdict;
        this.culprit = culprit;
        this.saidTick = openedTick;
    }

    int lane() {
        return verdict.lane();
    }

    long bits() {
        return 1L << bit;
    }

    /// The vantage blamed, where the fault is its own and no network's.
    List<String> blamedVantage() {
        return !culprit.components().isEmpty()
                && culprit.components().getFirst() instanceof Component.Vantage(String vantage)
                        ? List.of(vantage)
                        : List.of();
    }

    boolean isProberFault() {
        return !blamedVantage().isEmpty();
    }

    /// Whether it is in its first ticks, in which what it harms comes to be known.
    boolean isFresh(long now) {
        return now - openedTick <= FRESH_TICKS;
    }

    /// Whether who is blamed is asked again in a tick that is still bad or not: while all of it is
    /// bad as it was.
    boolean isToBeJudged(long now, boolean stillBad) {
        long age = now - openedTick;
        boolean due = isFresh(now) || age % JUDGE_EVERY_TICKS == 0;
        boolean settled = age > SETTLED_TICKS
                && recoveries.values().stream().anyMatch(Recovery::isPartlyGood);
        return due && !settled && !recovering && !isOld(now) && stillBad;
    }

    /// Whether what a new verdict says takes the place of the culprit blamed so far: something
    /// narrower of the same, and more of the same group, does at once, all else where it is much
    /// likelier.
    boolean isRenamed(Culprit proposed, Verdict fresh, Hypotheses hypotheses) {
        if (proposed.incidentKey().equals(culprit.incidentKey())) {
            return !(culprit instanceof Culprit.OneSide(_, Side side))
                    || Math.log(1 / fresh.best().split().share(side) - 1) > RENAME_NATS;
        }
        boolean sharper = culprit.components().size() > proposed.components().size()
                && culprit.components().containsAll(proposed.components())
                && !proposed.components().isEmpty();
        return sharper || isWider(fresh.best().group())
                || fresh.best().weight() - weightOfBlamed(fresh, hypotheses) > RENAME_NATS;
    }

    /// Whether a group of paths is the one blamed so far and more: those whose first round was too
    /// short to show them. Left out, they would open faults of their own.
    private boolean isWider(List<Integer> group) {
        List<Integer> known = verdict.best().group();
        return known.size() > 1 && group.size() > known.size() && group.containsAll(known);
    }

    /// What a new verdict, of any lane, thinks of the component blamed so far.
    double weightOfBlamed(Verdict fresh, Hypotheses hypotheses) {
        int blamed = verdict.best().hypothesis();
        return blamed < 0
                ? fresh.weightOf(blamed)
                : fresh.weightOf(hypotheses.of(hypotheses.component(blamed), fresh.lane()));
    }

    /// Whether the ring may not hold all of it any more.
    boolean isOld(long now) {
        return now - verdict.onset().estimate() > JUDGED_TICKS;
    }

    int[] memberSeries() {
        return members.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /// The frozen evidence of this moment.
    Diagnosis diagnosis(Hypotheses hypotheses, Lane lane, Scene scene, TickTimes times) {
        List<Rival> rivals = rivals(hypotheses, scene);
        double confidence = 0;
        for (Rival rival : rivals) {
            confidence += culprit.components().contains(rival.component()) ? rival.posterior() : 0;
        }
        if (culprit.components().isEmpty()) {
            confidence = verdict.best().posterior();
        }
        if (culprit instanceof Culprit.OneSide(_, Side side)) {
            confidence = verdict.best().posterior(side);
        }
        Verdict.OnsetTicks ticks = verdict.onset();
        Onset onset = new Onset(times.start(ticks.estimate()), times.start(ticks.earliest()),
                times.end(ticks.latest()));
        return new Diagnosis(culprit, lane.kind(), lane.signal(), Math.min(1, confidence), rivals,
                onset, scene.contrast(members), scene.harm(), scene.worst(), scene.regions(),
                scene.stillWorks(),
                Math.max(trigger.logStatistic(), verdict.best().logLikelihood()),
                trigger.logThreshold());
    }

    private List<Rival> rivals(Hypotheses hypotheses, Scene scene) {
        List<Rival> rivals = new ArrayList<>();
        for (Suspect suspect : verdict.ranking()) {
            if (suspect.hypothesis() < 0 || rivals.size() >= Verdict.MAX_RIVALS) {
                continue;
            }
            Set<Integer> through = new HashSet<>();
            for (int i : hypotheses.members(suspect.hypothesis()).series()) {
                through.add(i);
            }
            Contrast contrast = scene.contrast(through);
            rivals.add(new Rival(hypotheses.component(suspect.hypothesis()),
                    suspect.posterior(), contrast));
        }
        return rivals;
    }
}

package dev.picket.detector;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Finding;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The faults that are open: opens, attaches, revises and ends them.
final class Faults {

    private final Hypotheses hypotheses;
    private final SeriesIndex series;
    private final Masks masks;
    private final Screen screen;
    private final Attribution attribution;
    private final Direction direction;
    private final Inquiry inquiry;
    private final Explanations explanations;
    private final Announcements announcements;
    private final List<OpenFault> open = new ArrayList<>();
    private long lastId;

    Faults(Evidence evidence, Screen screen, ProberWatch probers, DetectorSettings settings) {
        this.hypotheses = evidence.hypotheses();
        this.series = evidence.series();
        this.masks = evidence.masks();
        this.screen = screen;
        this.attribution = new Attribution(evidence);
        this.direction = new Direction(series, evidence.ring());
        this.inquiry = new Inquiry(evidence, probers);
        this.explanations = new Explanations(evidence, attribution, screen);
        this.announcements = new Announcements(evidence, explanations, probers, settings);
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
                announcements.turnSecondKey(fault, now, findings);
                announcements.sayRecovering(fault, now, findings);
                announcements.sayGood(fault, now, findings);
            }
        }
    }

    private void judgeAgain(OpenFault fault, long now, List<Finding> findings) {
        if (!fault.isToBeJudged(now, explanations.isStillBad(fault, now))) {
            return;
        }
        int lane = direction.laneOf(fault.lane(), fault.members,
                fault.verdict.onset().estimate(), now);
        Verdict verdict = attribution.judge(
                inquiry.again(fault, lane, direction.inLane(fault.members, lane), now));
        if (!verdict.ranking().isEmpty()) {
            take(fault, verdict, now, findings);
        }
    }

    /// Takes a new verdict: the culprit changes only when the new one is much likelier.
    private void take(OpenFault fault, Verdict verdict, long now, List<Finding> findings) {
        Culprit before = fault.culprit;
        List<String> blamedBefore = fault.blamedVantage();
        Culprit proposed = explanations.culprit(verdict);
        boolean renamed = !proposed.key().equals(before.key())
                && fault.isRenamed(proposed, verdict, hypotheses);
        if (renamed || proposed.incidentKey().equals(before.incidentKey())) {
            if (fault.lane() != verdict.lane()) {
                fault.recoveries.remove(fault.lane());
            }
            fault.verdict = verdict;
        }
        if (renamed) {
            fault.culprit = proposed;
        }
        explanations.describe(fault, now, renamed);
        if (renamed && !blamedBefore.equals(fault.blamedVantage())) {
            changeSides(fault, blamedBefore, now, findings);
        } else if (renamed) {
            announcements.say(fault, now, findings);
        } else {
            announcements.sayWhenChanged(fault, now, findings);
        }
    }

    /// A fault first blamed on a vantage is the network's after all, or the other way round.
    private void changeSides(OpenFault fault, List<String> before, long now,
            List<Finding> findings) {
        announcements.vantagesCleared(before, now, findings);
        if (fault.isProberFault()) {
            announcements.withdrawn(fault, now, findings);
        } else {
            fault.id = newId();
            fault.pageable = false;
        }
        announcements.opened(fault, now, findings);
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
        Set<Integer> raised = new TreeSet<>();
        for (int i : membersOf(trigger).series()) {
            raised.add(i);
        }
        if (attachOwn(trigger, lane, raised, now)) {
            return false;
        }
        Attribution.Question question = inquiry.about(lane, raised, now);
        Verdict verdict = attribution.judge(question);
        int shown = verdict.ranking().isEmpty()
                ? lane
                : direction.laneOf(lane, raised, verdict.onset().estimate(), now);
        if (shown != lane) {
            question = inquiry.about(shown, direction.inLane(raised, shown), now);
            verdict = attribution.judge(question);
        }
        if (verdict.ranking().isEmpty() || worsen(verdict, now, findings)
                || attachJoint(question, verdict, now, findings) || masks.isFull()) {
            forget(trigger);
            return false;
        }
        OpenFault fault = new OpenFault(id, masks.take(), now, trigger, verdict,
                explanations.culprit(verdict));
        open.add(fault);
        explanations.describe(fault, now, true);
        announcements.opened(fault, now, findings);
        announcements.turnSecondKey(fault, now, findings);
        forget(trigger);
        return true;
    }

    /// A fault that was disorder alone goes on as what alarmed now, where the culprit is the same.
    private boolean worsen(Verdict verdict, long now, List<Finding> findings) {
        Lane worse = series.lanes().get(verdict.lane());
        for (OpenFault fault : open) {
            if (worse.isWorseThan(series.lanes().get(fault.lane()))
                    && explanations.culprit(verdict).incidentKey()
                            .equals(fault.culprit.incidentKey())) {
                fault.recoveries.remove(fault.lane());
                fault.verdict = verdict;
                explanations.describe(fault, now, true);
                announcements.say(fault, now, findings);
                return true;
            }
        }
        return false;
    }

    private Hypotheses.Members membersOf(Trigger trigger) {
        return attribution.members(
                new Suspect(trigger.hypothesis(), trigger.hypothesis() >= 0
                        ? List.of()
                        : List.of(trigger.series()), 0, 0, 0, Sides.Split.whole(0)));
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
    private boolean attachOwn(Trigger trigger, int lane, Set<Integer> raised, long now) {
        for (OpenFault fault : open) {
            if (trigger.hypothesis() < 0 || !masks.isOwn(trigger.hypothesis(), fault.bit)) {
                continue;
            }
            boolean sameKind = fault.recoveries.keySet().stream()
                    .anyMatch(known -> series.lanes().get(known).kind() == series.lanes()
                            .get(lane).kind());
            if (!sameKind) {
                explanations.watchRecovery(fault,
                        explanations.scene(lane, raised, fault, now), lane, now);
            }
            forget(trigger);
            return true;
        }
        return false;
    }

    /// Attaches an alarm to an open fault where one culprit for both loses less than log 20 against
    /// two. Both are asked about in the fault's lane: loss of one direction beside a fault of both.
    private boolean attachJoint(Attribution.Question question, Verdict residual, long now,
            List<Finding> findings) {
        for (OpenFault fault : open) {
            int lane = fault.lane();
            if (fault.isOld(now) || !direction.isSameLoss(lane, question.lane())) {
                continue;
            }
            Set<Integer> beside = new TreeSet<>();
            for (int i : question.members().series()) {
                beside.add(i);
            }
            Verdict other = residual;
            if (lane != question.lane()) {
                beside = direction.inLane(beside, lane);
                other = attribution.judge(inquiry.about(lane, beside, now));
            }
            Set<Integer> both = new TreeSet<>(fault.members);
            both.addAll(beside);
            Verdict verdict = attribution.judgeAsOne(inquiry.again(fault, lane, both, now));
            if (verdict.ranking().isEmpty() || other.ranking().isEmpty()) {
                continue;
            }
            double apart = fault.weightOfBlamed(verdict, hypotheses) + other.best().weight();
            if (verdict.best().weight() >= apart - OpenFault.RENAME_NATS) {
                take(fault, verdict, now, findings);
                return true;
            }
        }
        return false;
    }

    /// Ends a fault: what it stood for and what it explained starts from zero, also in what is
    /// decided over ticks of the ring, which are the fault's.
    private void end(OpenFault fault, long now, List<Finding> findings) {
        announcements.ended(fault, now, findings);
        for (int h = 0; h < hypotheses.count(); h++) {
            if (masks.isOwn(h, fault.bit)) {
                screen.reset(h);
            }
        }
        for (int i = 0; i < series.count(); i++) {
            if (masks.explains(i, fault.bit)) {
                screen.resetSeries(i);
                masks.free(i, now);
            }
        }
        masks.release(fault.bit);
    }

    /// Ends a fault of which a person says that it is how things are.
    ///
    /// @return its onset and the series it explained; empty where no such fault is open
    Optional<Acceptance.Given> giveUp(long id, long now, List<Finding> findings) {
        Optional<OpenFault> found = open.stream()
                .filter(fault -> fault.id == id && !fault.isProberFault()).findFirst();
        return found.map(fault -> {
            int[] explained = IntStream.range(0, series.count())
                    .filter(i -> masks.explains(i, fault.bit)).toArray();
            open.remove(fault);
            end(fault, now, findings);
            return new Acceptance.Given(fault.verdict.onset().estimate(), explained);
        });
    }

    boolean isAnyOpen() {
        return !open.isEmpty();
    }

    /// The candidates of the first open fault that is still bad and whose culprit is not yet told
    /// from its rivals.
    List<Suspect> unclear() {
        for (OpenFault fault : open) {
            if (!fault.recovering && fault.verdict.blamed().size() > 1) {
                return fault.verdict.ranking();
            }
        }
        return List.of();
    }

    /// Whether an open fault that explains a series was worth a page, or is the prober's own.
    boolean isHarmed(int i) {
        return open.stream().anyMatch(fault -> (fault.pageable || fault.isProberFault())
                && masks.explains(i, fault.bit));
    }

    /// Whether an open fault explains a series.
    boolean explains(int i) {
        return masks.explained(i) != 0;
    }
}

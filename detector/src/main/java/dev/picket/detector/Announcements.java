package dev.picket.detector;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.result.Signal;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Says what becomes of open faults: findings about the network, or trouble of a prober where a
/// vantage itself is blamed.
final class Announcements {

    /// Changes of harm or scope are said at most this often.
    private static final int SAY_EVERY_TICKS = 6;
    /// One packet in twenty out of order costs TCP most of its throughput.
    private static final double REORDERED_HARM = 0.05;
    /// A quarter of all rounds beyond what playout buffers had learnt to expect.
    private static final double JITTERY_HARM = 0.25;

    private final Evidence evidence;
    private final Explanations explanations;
    private final ProberWatch probers;
    private final TickTimes times;
    private final double pageHarm;

    Announcements(Evidence evidence, Explanations explanations, ProberWatch probers,
            DetectorSettings settings) {
        this.evidence = evidence;
        this.explanations = explanations;
        this.probers = probers;
        this.times = new TickTimes(settings.tick());
        this.pageHarm = settings.pageHarm();
    }

    void opened(OpenFault fault, long now, List<Finding> findings) {
        if (fault.isProberFault()) {
            blameVantage(fault, now, findings);
        } else {
            findings.add(new Finding.Opened(fault.id, times.end(now), diagnosis(fault, now)));
        }
    }

    /// A fault of the network that turned out to be a prober's ends; its id is not used again.
    void withdrawn(OpenFault fault, long now, List<Finding> findings) {
        Instant at = times.end(now);
        findings.add(new Finding.Resolved(fault.id, at, at, !fault.pageable));
    }

    void vantagesCleared(List<String> vantages, long now, List<Finding> findings) {
        vantages.forEach(vantage -> probers.uplinkRecovered(vantage, times.end(now), findings));
    }

    void ended(OpenFault fault, long now, List<Finding> findings) {
        Instant at = times.end(now);
        if (fault.isProberFault()) {
            vantagesCleared(fault.blamedVantage(), now, findings);
            return;
        }
        long last = fault.recoveries.values().stream().mapToLong(Recovery::badUntil).max()
                .orElse(now);
        if (!fault.recovering) {
            findings.add(new Finding.Recovering(fault.id, at));
        }
        findings.add(new Finding.Resolved(fault.id, at, times.end(last), !fault.pageable));
    }

    private void blameVantage(OpenFault fault, long now, List<Finding> findings) {
        fault.blamedVantage().forEach(vantage -> probers.uplinkTrouble(vantage, times.end(now),
                now, fault.harm.badPaths(), findings));
    }

    /// Pages where the second key has turned.
    void turnSecondKey(OpenFault fault, long now, List<Finding> findings) {
        if (fault.pageable || fault.isProberFault() || isNobodysNightCall(fault)) {
            return;
        }
        Signal signal = evidence.series().lanes().get(fault.lane()).signal();
        boolean stillBad = explanations.isStillBad(fault, now);
        double harm = fault.harm.paths() == 0
                ? 0
                : (double) fault.harm.badPaths() / fault.harm.paths() * fault.harm.badRatio();
        long badSince = Math.max(fault.verdict.onset().estimate(), fault.relapsedTick);
        boolean lasting = PageKey.isLasting(badSince, now) && !fault.recovering && stillBad
                && harm >= Math.max(pageHarm, leastHarm(signal));
        if (lasting || (!signal.isDisorder() && isHard(fault, now))) {
            fault.pageable = true;
            fault.saidTick = now;
            findings.add(new Finding.Pageable(fault.id, times.end(now), diagnosis(fault, now)));
        }
    }

    /// Hard for the culprit as a whole, or for one of a set that no evidence tells apart yet: each
    /// of them may be it alone, and the paths of all together would dilute its harm.
    private boolean isHard(OpenFault fault, long now) {
        return PageKey.isHard(evidence.ring(), fault.memberSeries(), now)
                || fault.culprit.components().stream()
                        .mapToInt(one -> evidence.hypotheses().of(one, fault.lane()))
                        .filter(h -> h >= 0).anyMatch(h -> PageKey.isHard(evidence.ring(),
                                evidence.hypotheses().members(h).series(), now));
    }

    /// What is recorded and wakes nobody: one path that is only slower was routed another way, and
    /// one on which packets overtake one another likewise; packets that come twice harm nobody.
    private boolean isNobodysNightCall(OpenFault fault) {
        Lane lane = evidence.series().lanes().get(fault.lane());
        boolean one = fault.harm.badPaths() <= 1;
        return switch (lane.signal()) {
            case DUPLICATED -> true;
            case REORDERED, JITTERY -> one;
            case SLOW -> one && lane.kind().crossesProviders();
            case LOST, LOST_FORWARD, LOST_RETURN, LATE, FAILED, CAPACITY -> false;
        };
    }

    /// The harm below which nobody feels what is wrong with a signal, whatever `pageHarm` is.
    private static double leastHarm(Signal signal) {
        return switch (signal) {
            case REORDERED -> REORDERED_HARM;
            case JITTERY -> JITTERY_HARM;
            case LOST, LOST_FORWARD, LOST_RETURN, LATE, FAILED, SLOW, CAPACITY, DUPLICATED -> 0;
        };
    }

    void sayRecovering(OpenFault fault, long now, List<Finding> findings) {
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
            fault.relapsedTick = now;
            say(fault, now, findings);
        }
    }

    /// Says which vantages and regions have left the scope, where some newly have.
    void sayGood(OpenFault fault, long now, List<Finding> findings) {
        Recovery own = fault.recoveries.get(fault.lane());
        SortedSet<String> good = own == null ? new TreeSet<>() : own.good();
        if (!fault.saidGood.containsAll(good) && !fault.isProberFault()) {
            findings.add(new Finding.ScopeChanged(fault.id, times.end(now), List.copyOf(good)));
        }
        fault.saidGood = good;
    }

    void sayWhenChanged(OpenFault fault, long now, List<Finding> findings) {
        boolean changed = !fault.saidRegions.equals(fault.regions)
                || fault.harm.badPaths() > 1.5 * fault.saidHarm.badPaths()
                || fault.harm.badRatio() > 2 * fault.saidHarm.badRatio();
        if (changed && now - fault.saidTick >= SAY_EVERY_TICKS) {
            say(fault, now, findings);
        }
    }

    void say(OpenFault fault, long now, List<Finding> findings) {
        if (!fault.isProberFault()) {
            findings.add(new Finding.Revised(fault.id, times.end(now), diagnosis(fault, now)));
        }
    }

    private Diagnosis diagnosis(OpenFault fault, long now) {
        fault.saidTick = now;
        fault.saidHarm = fault.harm;
        fault.saidRegions = fault.regions;
        return fault.diagnosis(evidence.hypotheses(),
                evidence.series().lanes().get(fault.lane()),
                explanations.scene(fault.lane(), fault.members, fault, now), times);
    }
}

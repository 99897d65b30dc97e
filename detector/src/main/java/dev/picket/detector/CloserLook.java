package dev.picket.detector;

import dev.picket.detector.Separation.Belief;
import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks for more rounds where they would tell most: about a suspicion, else about an open fault
/// whose culprit is not yet told from its rivals. It asks anew in each tick, so that asking ends
/// with the reason for it.
final class CloserLook {

    private final SeriesIndex series;
    private final Hypotheses hypotheses;
    private final Alarms alarms;
    private final Faults faults;
    private final Separation separation;

    CloserLook(Evidence evidence, Alarms alarms, Faults faults) {
        this.series = evidence.series();
        this.hypotheses = evidence.hypotheses();
        this.alarms = alarms;
        this.faults = faults;
        this.separation = new Separation(series, hypotheses, evidence.ring());
    }

    /// @param suspicion what is suspected and not yet an alarm
    void ask(long tick, Optional<Trigger> suspicion, TickTimes times, List<Finding> findings) {
        List<Path> paths = suspicion.isPresent()
                ? aboutSuspicion(suspicion.get(), tick)
                : aboutCulprit(tick);
        if (!paths.isEmpty()) {
            findings.add(new Finding.CloserLook(times.end(tick), paths));
        }
    }

    private List<Path> aboutSuspicion(Trigger trigger, long tick) {
        if (trigger.hypothesis() < 0) {
            return List.of(series.path(trigger.series()));
        }
        List<Belief> rivals = new ArrayList<>();
        double total = 0;
        for (int h : hypotheses.ofLane(hypotheses.laneOf(trigger.hypothesis()))) {
            if (alarms.isSuspected(h)) {
                double belief = alarms.belief(h);
                rivals.add(new Belief(h, belief));
                total += belief;
            }
        }
        return separation.best(rivals, total, tick);
    }

    private List<Path> aboutCulprit(long tick) {
        List<Belief> rivals = new ArrayList<>();
        for (Suspect suspect : faults.unclear()) {
            if (suspect.hypothesis() >= 0) {
                rivals.add(new Belief(suspect.hypothesis(), suspect.posterior()));
            }
        }
        return rivals.size() < 2 ? List.of() : separation.best(rivals, 0, tick);
    }
}

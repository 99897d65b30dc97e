package dev.picket.simulation.scorecard;

import dev.picket.detector.DetectorSettings;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.topology.Component;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.Found;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.Optional;

/// One fault of a [DelayCase], from onset to page.
final class DelayTrial {

    private static final int PATIENCE_TICKS = 60;
    private static final int PAGE_TICKS = 12;

    private DelayTrial() {}

    /// @param findingTicks onset to the end of the tick that decided, in ticks; empty when missed
    /// @param pageSeconds onset to the page, grace included
    /// @param early findings before the onset: false ones
    /// @param right whether the culprit named first has the members injected
    record Delay(Optional<Double> findingTicks, Optional<Double> pageSeconds, long early,
            boolean right) {}

    static Delay run(WarmFleet warm, DelayCase fault, long seed) {
        return run(warm, fault, seed, warm.settings());
    }

    /// The same under other settings than the shipped ones.
    static Delay run(WarmFleet warm, DelayCase fault, long seed, DetectorSettings settings) {
        DelayScene scene = DelayScene.draw(warm.fleet(), fault, seed);
        Component subject = new Component.Provider(Fleets.SUBJECT);
        double onset = scene.onset();
        FleetRun run = warm.run(scene.runSeed(), settings);
        run.inject(scene.fault());
        Found found = new Found();
        while (run.ticks() < DelayScene.RUN_IN_TICKS) {
            found.take(run.tick());
        }
        long early = found.faults().size();
        Optional<Double> opened = Optional.empty();
        Optional<Double> paged = Optional.empty();
        boolean right = false;
        long last = DelayScene.RUN_IN_TICKS + PATIENCE_TICKS;
        while (run.ticks() < last && paged.isEmpty()) {
            found.take(run.tick());
            if (opened.isEmpty() && found.faults().size() > early) {
                Found.Fault first = found.faults().get((int) early);
                opened = Optional.of(run.inTicks(first.opened()) - onset);
                right = isRight(warm, first.diagnosis(), subject);
                last = Math.min(last, run.ticks() + PAGE_TICKS);
            }
            paged = found.faults().stream().skip(early).flatMap(it -> it.paged().stream())
                    .findFirst().map(at -> 10 * (run.inTicks(at) - onset) + run.graceSeconds());
        }
        return new Delay(opened, paged, early, right);
    }

    private static boolean isRight(WarmFleet warm, Diagnosis diagnosis, Component subject) {
        return diagnosis.culprit().components().stream().anyMatch(
                named -> warm.fleet().sameMembers(named, subject, diagnosis.kind()));
    }
}

package dev.picket.simulation.scorecard;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.simulation.scorecard.rival.PathRule;
import dev.picket.simulation.scorecard.rival.Vote;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.FleetTraffic;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.BitSet;
import java.util.Optional;

/// The usual alternatives on the scenes and the quiet that the detector is measured on.
final class RivalTrial {

    private static final int PATIENCE_TICKS = 500;
    private static final int JUDGED_TICKS = 12;
    /// Alarms less than this apart are one page.
    private static final int PAGE_APART_TICKS = 60;

    private RivalTrial() {}

    /// @param findingTicks onset to the first alarm of a path that is harmed; empty when missed
    /// @param right whether the vote two minutes after the onset elects the component at fault
    record Outcome(Optional<Double> findingTicks, boolean right) {}

    static Outcome run(WarmFleet warm, DelayCase fault, PathRule rule, long seed) {
        Fleet fleet = warm.fleet();
        DelayScene scene = DelayScene.draw(fleet, fault, seed);
        FleetTraffic traffic = new FleetTraffic(fleet.topology(), warm.background(), warm.seed(),
                scene.runSeed());
        traffic.inject(scene.fault());
        BitSet harmed = Fleet.set(scene.fault().paths());
        Component subject = new Component.Provider(Fleets.SUBJECT);
        Optional<Double> found = Optional.empty();
        boolean right = false;
        int judged = DelayScene.RUN_IN_TICKS + 1 + JUDGED_TICKS;
        for (int tick = 0; tick < DelayScene.RUN_IN_TICKS + PATIENCE_TICKS
                && (found.isEmpty() || tick <= judged); tick++) {
            feed(traffic, fleet, rule, tick);
            if (tick >= DelayScene.RUN_IN_TICKS && found.isEmpty()
                    && rule.alarming().intersects(harmed)) {
                found = Optional.of(tick + 1 - scene.onset());
            }
            if (tick == judged) {
                right = Vote.of(fleet, rule.alarming())
                        .map(it -> fleet.sameMembers(it, subject, ProbeKind.STAMP)).orElse(false);
            }
        }
        return new Outcome(found, right);
    }

    /// Pages in `ticks` ticks without a fault.
    static long falsePages(WarmFleet warm, PathRule rule, long seed, int ticks) {
        FleetTraffic traffic = new FleetTraffic(warm.fleet().topology(), warm.background(),
                warm.seed(), seed);
        long pages = 0;
        long lastAlarm = -PAGE_APART_TICKS;
        for (int tick = 0; tick < ticks; tick++) {
            feed(traffic, warm.fleet(), rule, tick);
            if (!rule.alarming().isEmpty()) {
                pages += tick - lastAlarm >= PAGE_APART_TICKS ? 1 : 0;
                lastAlarm = tick;
            }
        }
        return pages;
    }

    private static void feed(FleetTraffic traffic, Fleet fleet, PathRule rule, int tick) {
        traffic.tick(tick, 0, tally -> {
            if (tally.signal() == Signal.LOST) {
                rule.take(fleet.indexOf(tally.path()), tally.trials(), tally.bad());
            }
        });
        rule.close();
    }
}

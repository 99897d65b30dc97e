package dev.picket.simulation.scorecard;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.ProbeKind;
import dev.picket.simulation.scorecard.rival.PathRule;
import dev.picket.simulation.scorecard.rival.Vote;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.FleetTraffic;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.TrafficSink;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.BitSet;
import java.util.Optional;

/// The usual alternatives on the scenes and the quiet that the detector is measured on.
final class RivalTrial {

    private static final int PATIENCE_TICKS = 500;
    private static final int JUDGED_TICKS = 12;
    /// What alarms within ten minutes of a page is part of it.
    private static final int PAGE_APART_TICKS = 60;

    private RivalTrial() {}

    /// @param findingTicks onset to the first new alarm of a path that is harmed; empty when missed
    /// @param right whether the vote two minutes after the onset elects the component at fault
    record Outcome(Optional<Double> findingTicks, boolean right) {}

    static Outcome run(WarmFleet warm, DelayCase fault, PathRule rule, long seed) {
        Fleet fleet = warm.fleet();
        DelayScene scene = DelayScene.draw(fleet, fault, seed);
        FleetTraffic traffic = new FleetTraffic(fleet.topology(), warm.background(), warm.seed(),
                scene.runSeed());
        traffic.inject(scene.fault());
        Feed feed = new Feed(rule);
        BitSet harmed = Fleet.set(scene.fault().paths());
        Component subject = new Component.Provider(Fleets.SUBJECT);
        Optional<Double> found = Optional.empty();
        boolean right = false;
        int judged = DelayScene.RUN_IN_TICKS + 1 + JUDGED_TICKS;
        for (int tick = 0; tick < DelayScene.RUN_IN_TICKS + PATIENCE_TICKS
                && (found.isEmpty() || tick <= judged); tick++) {
            feed.tick(traffic, tick);
            BitSet fresh = feed.newAlarms();
            if (tick >= DelayScene.RUN_IN_TICKS && found.isEmpty() && fresh.intersects(harmed)) {
                found = Optional.of(tick + 1 - scene.onset());
            }
            if (tick == judged) {
                right = Vote.of(fleet, rule.alarming())
                        .map(it -> fleet.sameMembers(it, subject, ProbeKind.STAMP)).orElse(false);
            }
        }
        return new Outcome(found, right);
    }

    /// Pages in `ticks` ticks without a fault, after `before` ticks in which windows fill.
    static long falsePages(WarmFleet warm, PathRule rule, long seed, int before, int ticks) {
        FleetTraffic traffic = new FleetTraffic(warm.fleet().topology(), warm.background(),
                warm.seed(), seed);
        Feed feed = new Feed(rule);
        long pages = 0;
        long lastPage = -PAGE_APART_TICKS;
        for (int tick = 0; tick < before + ticks; tick++) {
            feed.tick(traffic, tick);
            if (!feed.newAlarms().isEmpty() && tick - lastPage >= PAGE_APART_TICKS) {
                pages += tick >= before ? 1 : 0;
                lastPage = tick;
            }
        }
        return pages;
    }

    /// The rounds of packets as a rule takes them.
    private static final class Feed implements TrafficSink {

        private final PathRule rule;
        private BitSet before = new BitSet();

        Feed(PathRule rule) {
            this.rule = rule;
        }

        @Override
        public void packets(int path, int sent, int lostForward, int lostBack) {
            rule.take(path, sent, lostForward + lostBack);
        }

        @Override
        public void attempt(int path, boolean failed) {
            // the rules are for packets
        }

        void tick(FleetTraffic traffic, int tick) {
            before = (BitSet) rule.alarming().clone();
            traffic.tick(tick, this);
            rule.close();
        }

        /// Paths that alarm now and did not a tick ago.
        BitSet newAlarms() {
            BitSet fresh = (BitSet) rule.alarming().clone();
            fresh.andNot(before);
            return fresh;
        }
    }
}

package dev.picket.simulation.scorecard.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.simulation.scorecard.stream.InjectedFault.LossDirection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTrafficTest {

    private static final BackgroundModel CALM = new BackgroundModel(0.001, 0.002, 0,
            Bursts.NONE, 1, 1, false);

    private final Fleet fleet = Fleets.wide();

    @Test
    void aCalmFleetLosesAtItsRatioEachWay() {
        List<RoundTally> tallies = tallies(CALM, List.of(), 40);

        // 952,000 packets at 0.001: five standard deviations of the ratio are 1.6e-4
        assertThat(ratio(tallies, Signal.LOST)).isBetween(0.00084, 0.00116);
        assertThat(ratio(tallies, Signal.LOST_FORWARD)).isBetween(0.00038, 0.00062);
        assertThat(ratio(tallies, Signal.LOST_RETURN)).isBetween(0.00038, 0.00062);
    }

    @Test
    void aFaultHarmsItsPathsInItsDirectionWhileItLasts() {
        InjectedFault fault = InjectedFault.loss(10, 20, new int[]{0, 1, 2},
                LossDirection.FORWARD, 0.5);
        List<RoundTally> tallies = tallies(CALM, List.of(fault), 30);
        List<RoundTally> harmed = tallies.stream().filter(it -> fleet.indexOf(it.path()) < 3
                && it.tick() >= 10 && it.tick() < 20).toList();

        // 600 packets at a half: five standard deviations are 0.1
        assertThat(ratio(harmed, Signal.LOST_FORWARD)).isBetween(0.4, 0.6);
        assertThat(ratio(harmed, Signal.LOST_RETURN)).isLessThan(0.03);
        tallies.removeAll(harmed);
        assertThat(ratio(tallies, Signal.LOST)).isLessThan(0.0013);
    }

    @Test
    void burstsCameBackToBackMoreOftenThanTheirRatioSays() {
        Bursts bursts = new Bursts(400, 0, 3, 0.8);
        List<RoundTally> tallies = tallies(CALM.with(bursts), List.of(), 200).stream()
                .filter(it -> it.signal() == Signal.LOST).toList();
        long bad = tallies.stream().filter(it -> it.bad() >= 3).count();
        long again = 0;
        int paths = fleet.topology().routes().size();
        for (int i = paths; i < tallies.size(); i++) {
            again += tallies.get(i).bad() >= 3 && tallies.get(i - paths).bad() >= 3 ? 1 : 0;
        }

        double share = (double) bad / tallies.size();
        assertThat(share).isBetween(0.05, 0.15);
        assertThat((double) again / bad).isGreaterThan(3 * share);
    }

    @Test
    void cleanRoundsThatAreSkippedLeaveTheLossesWhereTheyWere() {
        Bursts bursts = new Bursts(100, 0.5, 2, 0.6);
        PathNoise skipping = new PathNoise(5, 0.004, 0, bursts, 1);
        PathNoise asked = new PathNoise(5, 0.004, 0, bursts, 1);
        long cleanUntil = 0;
        int skipped = 0;
        for (int tick = 0; tick < 20_000; tick++) {
            double harm = tick % 97 == 0 ? 0.1 : 0;
            asked.packets(tick, 20, harm, 0);
            if (tick < cleanUntil && harm == 0) {
                skipped++;
                assertThat(asked.lostForward + asked.lostBack).as("tick " + tick).isZero();
                continue;
            }
            skipping.packets(tick, 20, harm, 0);
            cleanUntil = skipping.cleanUntil(20);
            assertThat(skipping.lostForward).as("tick " + tick).isEqualTo(asked.lostForward);
            assertThat(skipping.lostBack).as("tick " + tick).isEqualTo(asked.lostBack);
        }

        assertThat(skipped).isBetween(15_000, 19_500);
    }

    @Test
    void theSubjectHasExactlyTheMembersAskedFor() {
        for (int members : new int[]{10, 34, 67}) {
            Fleet subject = Fleets.withSubject(members);
            assertThat(subject.members(new dev.picket.model.topology.Component.Provider(
                    Fleets.SUBJECT))).hasSize(members);
            assertThat(subject.topology().routes()).hasSize(1_190);
        }
    }

    private List<RoundTally> tallies(BackgroundModel background, List<InjectedFault> faults,
            int ticks) {
        FleetTraffic traffic = new FleetTraffic(fleet.topology(), background, 1, 2);
        faults.forEach(traffic::inject);
        List<RoundTally> tallies = new ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            traffic.tick(tick, new Tallies(tick, tallies));
        }
        return tallies;
    }

    /// A round as the tallies of its signals.
    private final class Tallies implements TrafficSink {
        private final long tick;
        private final List<RoundTally> tallies;

        private Tallies(long tick, List<RoundTally> tallies) {
            this.tick = tick;
            this.tallies = tallies;
        }

        @Override
        public void packets(int path, int sent, int lostForward, int lostBack) {
            add(path, Signal.LOST, sent, lostForward + lostBack);
            add(path, Signal.LOST_FORWARD, sent, lostForward);
            if (lostForward < sent) {
                add(path, Signal.LOST_RETURN, sent - lostForward, lostBack);
            }
        }

        @Override
        public void attempt(int path, boolean failed) {
            add(path, Signal.FAILED, 1, failed ? 1 : 0);
        }

        private void add(int path, Signal signal, int trials, int bad) {
            tallies.add(new RoundTally(fleet.topology().path(path), signal, tick, trials, bad));
        }
    }

    private static double ratio(List<RoundTally> tallies, Signal signal) {
        long bad = tallies.stream().filter(it -> it.signal() == signal)
                .mapToLong(RoundTally::bad).sum();
        long trials = tallies.stream().filter(it -> it.signal() == signal)
                .mapToLong(RoundTally::trials).sum();
        return (double) bad / trials;
    }
}

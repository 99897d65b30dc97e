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
            traffic.tick(tick, 0, tallies::add);
        }
        return tallies;
    }

    private static double ratio(List<RoundTally> tallies, Signal signal) {
        long bad = tallies.stream().filter(it -> it.signal() == signal)
                .mapToLong(RoundTally::bad).sum();
        long trials = tallies.stream().filter(it -> it.signal() == signal)
                .mapToLong(RoundTally::trials).sum();
        return (double) bad / trials;
    }
}

package dev.picket.simulation.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.Component;
import dev.picket.simulation.scorecard.rival.BurnRate;
import dev.picket.simulation.scorecard.rival.FixedThreshold;
import dev.picket.simulation.scorecard.rival.PathCusum;
import dev.picket.simulation.scorecard.rival.PathRule;
import dev.picket.simulation.scorecard.rival.Vote;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import org.junit.jupiter.api.Test;

class RivalTrialTest {

    private static final int PACKETS = 20;

    @Test
    void aFixedThresholdWantsThreeRoundsRunning() {
        PathRule rule = new FixedThreshold(1, 0.05, 3);

        assertThat(roundsUntilAlarm(rule, 2, 10)).isEqualTo(3);
        assertThat(roundsUntilAlarm(new FixedThreshold(1, 0.05, 3), 1, 100)).isEqualTo(100);
    }

    @Test
    void aBurnRateWaitsForItsLongWindow() {
        // 15 % against a budget of 1 %: 14.4 % of an hour's packets are lost after 346 rounds
        assertThat(roundsUntilAlarm(new BurnRate(1, 0.99), 3, 1_000)).isBetween(345, 347);
        // 5 % never burns six times too fast
        assertThat(roundsUntilAlarm(new BurnRate(1, 0.99), 1, 3_000)).isEqualTo(3_000);
    }

    @Test
    void aCumulativeSumAlarmsSoonerWhereMoreIsLost() {
        PathRule little = new PathCusum(1, 0.001, 0.05, 1e6);
        PathRule much = new PathCusum(1, 0.001, 0.05, 1e6);

        assertThat(roundsUntilAlarm(much, 10, 100)).isEqualTo(1);
        // a loss of 1 in 20 is worth 3.9 - 19 x 0.05 nats a round, 13.8 are wanted
        assertThat(roundsUntilAlarm(little, 1, 100)).isEqualTo(5);
    }

    @Test
    void aRuleThatNeverStopsAlarmingPagesAgainAndIsNotTakenForQuiet() {
        WarmFleet warm = WarmFleet.of(Fleets.wide(), BackgroundModel.ORDINARY, 1, 10);
        int paths = warm.fleet().topology().routes().size();

        // bursts on 1,190 paths make one round of a tenth lost somewhere in nearly every tick
        assertThat(RivalTrial.falsePages(warm, new FixedThreshold(paths, 0.1, 1), 1, 100, 600))
                .isEqualTo(10);
    }

    @Test
    void theVoteElectsTheComponentWithTheLargestShareOfItsPathsAlarming() {
        Fleet fleet = Fleets.withSubject(34);
        Component subject = new Component.Provider(Fleets.SUBJECT);

        Component elected = Vote.of(fleet, Fleet.set(fleet.members(subject))).orElseThrow();

        assertThat(fleet.members(elected)).isEqualTo(fleet.members(subject));
        assertThat(Vote.of(fleet, Fleet.set(new int[]{3}))).isEmpty();
    }

    private static int roundsUntilAlarm(PathRule rule, int bad, int most) {
        int rounds = 0;
        while (rounds < most && rule.alarming().isEmpty()) {
            rule.take(0, PACKETS, bad);
            rule.close();
            rounds++;
        }
        return rounds;
    }
}

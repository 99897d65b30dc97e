package dev.picket.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.RoundTally;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultEffects;
import dev.picket.simulation.fault.FaultScope;
import dev.picket.simulation.scenario.Background;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedRoundsTest {

    /// Losses, bursts, jitter and a fault of every effect: whatever becomes of a round, the rounds
    /// after it say the same as a session would. Machine runs are always run.
    @ParameterizedTest
    @ValueSource(doubles = {0, 2, 30})
    void roundsThatAreNotRunSayWhatTheirSessionsWouldHaveSaid(double jitterMillis) {
        Background noisy = new Background(
                new Background.Losses(0.01, 0.7,
                        new Background.Bursts(200, 0.8, 0.5, Duration.ofSeconds(15))),
                new Background.RoundTrips(Duration.ofMillis(60), 0.8,
                        Duration.ofNanos((long) (jitterMillis * 1e6)), Optional.empty()),
                0.02, Background.Shared.NONE, Background.Arrival.PROMPT,
                Background.Vantages.WELL);
        Fault loss = Fault.of("loss", Duration.ofSeconds(40), Duration.ofSeconds(25),
                FaultScope.providerAt("cogent", "sin"), FaultEffects.loss(0.4));
        Fault drops = Fault.of("drops", Duration.ofSeconds(20), Duration.ofSeconds(25),
                FaultScope.ofVantage("fra"), FaultEffects.proberLoss(0.5));
        Fault slow = Fault.of("slow", Duration.ofSeconds(30), Duration.ofSeconds(45),
                FaultScope.ofVantage("ord"), FaultEffects.slower(300_000_000L));
        Probed probed = Probed.of(List.of(loss, drops, slow), noisy);

        List<RoundTally> said = probed.tallies(24);
        List<RoundTally> run = probed.withEverySession().tallies(24);

        assertThat(said.size()).isEqualTo(run.size());
        assertThat(said.stream().filter(tally -> tally.bad() > 0).count()).isPositive();
        for (int i = 0; i < said.size(); i++) {
            assertThat(said.get(i)).as("tally %d, seed %d", i, Probed.SEED).isEqualTo(run.get(i));
        }
    }
}

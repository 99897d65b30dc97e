package dev.picket.simulation.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MachineTrialTest {

    private static final int SEEDS = 8;
    private static final double SOON_SECONDS = 20;

    @Test
    void aFailureSeenFromSeveralVantagesIsTheServicesAndNotOneProbers() {
        WarmFleet warm = WarmFleet.of(Fleets.machines(), BackgroundModel.ORDINARY, 1, 720);

        MachineTrial.Outcome everywhere = MachineTrial.run(warm, true, 1);
        MachineTrial.Outcome oneRegion = MachineTrial.run(warm, false, 1);

        assertThat(everywhere.pageSeconds()).isLessThan(120);
        assertThat(everywhere.right()).isTrue();
        assertThat(oneRegion.pageSeconds()).isLessThan(240);
        assertThat(oneRegion.right()).isTrue();
    }

    @Test
    void whatIsFoundInTheTickOfTheOnsetIsFound() {
        WarmFleet warm = WarmFleet.of(Fleets.machines(), BackgroundModel.ORDINARY, 1, 720);

        List<Double> found = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> MachineTrial.run(warm, true, seed).findingSeconds()).toList();

        assertThat(found).allMatch(seconds -> seconds > 0 && Double.isFinite(seconds));
        assertThat(found).as("the tick of the onset and the time it stays open")
                .anyMatch(seconds -> seconds < SOON_SECONDS);
    }
}

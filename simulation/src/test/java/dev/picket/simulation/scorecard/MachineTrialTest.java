package dev.picket.simulation.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import org.junit.jupiter.api.Test;

class MachineTrialTest {

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
}

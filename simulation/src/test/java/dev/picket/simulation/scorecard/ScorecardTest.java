package dev.picket.simulation.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.simulation.scorecard.DelayTrial.Delay;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardTest {

    private static final int WARM_TICKS = 400;
    private static final int TRIALS = 6;
    private static final DelayCase FAULT = new DelayCase(34, 34, 0.2);

    @Test
    void theNumberOfThreadsChangesNoResult() {
        WarmFleet warm = WarmFleet.of(Fleets.withSubject(34), BackgroundModel.ORDINARY, 1,
                WARM_TICKS);

        List<Delay> alone = delays(warm, 1);

        assertThat(delays(warm, 4)).isEqualTo(alone);
        assertThat(alone).allMatch(delay -> delay.findingTicks().orElse(99.0) < 5);
        assertThat(alone.stream().filter(Delay::right)).hasSizeGreaterThan(TRIALS / 2);
    }

    private static List<Delay> delays(WarmFleet warm, int parallelism) {
        List<String> progress = new ArrayList<>();
        try (Trials trials = new Trials(parallelism, progress::add)) {
            List<Delay> delays = trials.run("test", TRIALS, i -> DelayTrial.run(warm, FAULT, i));
            assertThat(progress).hasSize(TRIALS).last().isEqualTo("test 6/6");
            return delays;
        }
    }
}

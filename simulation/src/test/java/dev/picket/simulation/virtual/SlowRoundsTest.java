package dev.picket.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.detector.RoundTripLevels;
import dev.picket.model.result.RoundTally;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowRoundsTest {

    private static final Path PATH = new Path("fra", "sin", ProbeKind.STAMP);
    private static final int ROUNDS = 6_000;

    /// Short and long paths, little and much jitter, routes that change every few hundred rounds.
    @ParameterizedTest
    @CsvSource({"12, 0, 0", "12, 2, 10", "60, 2, 0", "60, 2, 10", "60, 15, 4", "250, 2, 30",
            "250, 40, 60"})
    void saysOfEveryRoundWhatTheLevelsSay(double shortest, double jitter, double change) {
        SplittableRandom random = new SplittableRandom(7);
        RoundTripLevels levels = new RoundTripLevels();
        SlowRounds rounds = new SlowRounds(PATH);
        double route = 0;
        int slow = 0;
        for (int round = 0; round < ROUNDS; round++) {
            route = random.nextInt(300) == 0 ? random.nextGaussian() * change : route;
            double millis = shortest + Math.max(route, -shortest / 2)
                    + jitter * Math.exp(0.5 * random.nextGaussian());
            long nanos = (long) (millis * 1e6);
            Integer wanted = levels.observe(PATH, round, nanos, ClockSource.VIRTUAL)
                    .map(RoundTally::bad).orElse(-1);

            assertThat(rounds.observe(nanos).orElse(-1)).as("round %d", round).isEqualTo(wanted);
            slow += Math.max(0, wanted);
        }
        assertThat(slow > 0).isEqualTo(jitter > 0);
    }
}

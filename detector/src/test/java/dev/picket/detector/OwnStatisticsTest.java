package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Many steps of one factor at once. What is stepped when is checked by [ScreenTest].
class OwnStatisticsTest {

    private static final int CASES = 2_000;

    @Test
    void manyStepsAtOnceAreTheSameOneByOne() {
        Random random = new Random(11);
        for (int c = 0; c < CASES; c++) {
            double value = random.nextInt(3) == 0 ? 0 : Math.exp(20 * random.nextDouble() - 5);
            double e = random.nextInt(5) == 0 ? 1 : random.nextDouble();
            int steps = random.nextInt(200);
            double expected = value;
            for (int step = 0; step < steps; step++) {
                expected = (1 + expected) * e;
            }

            assertThat(OwnStatistics.after(value, e, steps))
                    .as("%s after %d steps of %s", value, steps, e)
                    .isCloseTo(expected, withinPercentage(1e-6));
        }
    }

    @Test
    void aLongCalmEndsWhereAStepChangesNothing() {
        assertThat(OwnStatistics.after(1e9, 0.9, 1_000_000)).isCloseTo(9,
                withinPercentage(1e-6));
    }
}

package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rounds until a fault on part of a component's paths is found, on a bursty learnt background.
class DelayTest {

    private static final long SEED = 5;

    /// A sample: the limits are those of the long run with room for few faults.
    @ParameterizedTest
    @CsvSource({"34, 16, 0.05, 3.0", "10, 3, 0.5, 14"})
    void aFaultOnPartOfTheMembersIsFoundInAFewRounds(int members, int harmed, double loss,
            double median) {
        assertMedian(members, harmed, loss, 10, median);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"34, 34, 0.05, 1", "34, 16, 0.05, 2.5", "34, 10, 0.05, 4", "34, 34, 0.01, 6",
            "67, 22, 0.5, 1", "10, 3, 0.5, 12"})
    void mediansOfManyFaults(int members, int harmed, double loss, double median) {
        assertMedian(members, harmed, loss, 200, median);
    }

    private static void assertMedian(int members, int harmed, double loss, int faults,
            double median) {
        DelayMeasurement measurement = new DelayMeasurement(members, SEED);
        double[] delays = measurement.delays(harmed, loss, faults);
        assertThat(delays[faults / 2]).as("seed %d, delays %s", SEED, Arrays.toString(delays))
                .isLessThanOrEqualTo(median);
        assertThat(measurement.falseFindings(200)).as("seed %d", SEED).isZero();
    }
}

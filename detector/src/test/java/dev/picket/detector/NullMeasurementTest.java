package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The learnt null on bursty, unequal paths: how long faults of every size take to be decided with
/// fixed membership, and how quiet it is without one. The long part prints what it measured.
class NullMeasurementTest {

    private static final int GROUP = 34;

    @Test
    void faultsAreDecidedInFewRoundsAndTheBackgroundStaysQuiet() {
        LearntWorld world = new LearntWorld(10 * GROUP, 1, 20, 3_000);
        LearntWorld.Delays all = world.delays(new LearntWorld.Fault(34, 34, 0.05), 2);
        LearntWorld.Delays third = world.delays(new LearntWorld.Fault(10, 34, 0.05), 2);
        assertThat(all.missed() + all.early() + third.missed() + third.early()).isZero();
        assertThat(all.quantile(0.5)).isLessThan(1.6);
        assertThat(all.quantile(1)).isLessThan(2.6);
        assertThat(third.quantile(0.5)).isLessThan(4.5);
        // Markov: a calibrated M of 32 starts passes 32·e^10 hardly ever.
        assertThat(world.greatestInBackground(GROUP, 128)).isLessThan(10 + Math.log(32));
    }

    /// Bounds of median and 99th percentile in rounds.
    @ParameterizedTest
    @Tag("long")
    @CsvSource({"34, 34, 0.15, 1, 2", "34, 34, 0.05, 1.5, 2.5", "34, 34, 0.02, 3, 5",
            "34, 34, 0.01, 6, 11", "16, 34, 0.05, 2.5, 4.5", "10, 34, 0.05, 4, 7",
            "10, 34, 0.5, 1.5, 4", "22, 67, 0.5, 1, 2", "3, 10, 0.5, 5, 10"})
    void delaysOfFaults(int harmed, int members, double rate, double median, double p99) {
        LearntWorld world = new LearntWorld(30 * GROUP, 2, 20, 4_000);
        LearntWorld.Fault fault = new LearntWorld.Fault(harmed, members, rate);
        LearntWorld.Delays delays = world.delays(fault, 10);
        System.out.println(delays.text(fault));
        assertThat(delays.missed() + delays.early()).isZero();
        assertThat(delays.quantile(0.5)).isLessThanOrEqualTo(median);
        assertThat(delays.quantile(0.99)).isLessThanOrEqualTo(p99);
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(longs = {3, 4})
    void background(long seed) {
        LearntWorld world = new LearntWorld(30 * GROUP, seed, 20, 4_000);
        double greatest = world.greatestInBackground(GROUP, 1_024);
        System.out.printf("30 groups of 34, 1,024 rounds, seed %d: log M at most %.2f%n", seed,
                greatest);
        assertThat(greatest).isLessThan(12);
    }
}

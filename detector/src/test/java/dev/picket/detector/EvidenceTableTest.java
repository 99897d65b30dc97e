package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvidenceTableTest {

    @ParameterizedTest
    @EnumSource(HarmGrid.class)
    void expectedEvidenceUnderEveryNullUpToTheWorkingRateIsAtMostOne(HarmGrid grid) {
        for (int trials : new int[]{1, 2, 3, 5, 20, 40}) {
            for (double working : new double[]{5e-4, 0.002, 0.01, 0.05, 0.2}) {
                for (double floor : new double[]{0.002, 0.02, 0.3}) {
                    EvidenceTable table = table(grid, working, trials, floor);
                    for (double part : new double[]{0.1, 0.5, 1}) {
                        assertFair(table, part * working);
                    }
                }
            }
        }
    }

    private static EvidenceTable table(HarmGrid grid, double rate, int trials, double floor) {
        return new EvidenceTable(EvidenceTable.Null.independent(grid, rate, floor), trials);
    }

    private static void assertFair(EvidenceTable table, double rate) {
        BinomialDistribution truth = new BinomialDistribution(null, table.trials(), rate);
        for (int q = 0; q < table.grid().points(); q++) {
            double expected = 0;
            for (int k = 0; k <= table.trials(); k++) {
                expected += truth.probability(k) * table.evidence(k, q);
            }
            assertThat(expected).as("n %d, rate %f, harm %d", table.trials(), rate, q)
                    .isLessThanOrEqualTo(1 + 1e-12);
        }
    }

    @Test
    void aTallyWithNothingBadIsNeverEvidenceForAFault() {
        for (HarmGrid grid : HarmGrid.values()) {
            EvidenceTable table = table(grid, 0.001, 20, 0.002);
            for (int q = 0; q < grid.points(); q++) {
                assertThat(table.evidence(0, q)).isLessThan(1);
            }
        }
    }

    @Test
    void moreBadTrialsOfTwentyAreWorthMoreUntilTheFloorIsReached() {
        EvidenceTable table = table(HarmGrid.ADDED, 0.001, 20, 0.002);
        for (int k = 1; k <= 3; k++) {
            assertThat(table.evidence(k, 3)).isGreaterThan(table.evidence(k - 1, 3));
        }
        assertThat(table.evidence(20, 6)).isGreaterThan(1_000);
    }

    /// After a bad round half of the harmed null is that of calm times, whose bad rounds are the
    /// fault's own: a second round like the first says more than if both were of a burst.
    @Test
    void aSecondBadRoundOfAFaultSaysMoreThanOneOfABurst() {
        NullMixture calm = new NullMixture(new double[]{0.001, 0.3}, new double[]{0.998, 0.002});
        NullMixture burst = new NullMixture(new double[]{0.001, 0.3}, new double[]{0.5, 0.5});
        EvidenceTable both = new EvidenceTable(new EvidenceTable.Null(HarmGrid.ADDED, 0,
                Context.FIRST_AFTER_BAD, burst, calm, 0.001, 0.002), 20);
        EvidenceTable own = new EvidenceTable(new EvidenceTable.Null(HarmGrid.ADDED, 0,
                Context.FIRST_AFTER_BAD, burst, 0.001, 0.002), 20);

        assertThat(both.evidence(10, 4)).isGreaterThan(own.evidence(10, 4));
        for (int q = 0; q < HarmGrid.ADDED.points(); q++) {
            double expected = 0;
            for (int k = 0; k <= 20; k++) {
                expected += burst.probabilities(20)[k] * both.evidence(k, q);
            }
            assertThat(expected).isLessThanOrEqualTo(1 + 1e-12);
        }
    }

    /// A floor under a null that is higher than it anyway takes nothing from the evidence.
    @Test
    void aFloorBelowTheNullCostsNothing() {
        NullMixture bursts = new NullMixture(new double[]{0.001, 0.4}, new double[]{0.98, 0.02});
        double[] calm = bursts.probabilities(20);
        double[] harmed = bursts.plus(0.04).probabilities(20);
        EvidenceTable table = new EvidenceTable(new EvidenceTable.Null(HarmGrid.ADDED, 0,
                Context.CALM, bursts, 0.001, 20 * calm[3]), 20);
        assertThat(table.evidence(3, 1)).isCloseTo(harmed[3] / calm[3], withinPercentage(1));
    }
}

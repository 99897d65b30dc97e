package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.ProbeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The null is watched: evidence that runs above its promise is discounted and reported.
class CalibrationTest {

    private static final int PATHS = 68;
    private static final int LEARNT_TICKS = 3_000;

    private final SeriesIndex index = BurstyPaths.index(PATHS, ProbeKind.STAMP);
    private final EvidenceTables tables = new EvidenceTables();
    private final Baseline baseline = new Baseline(index, tables, 10, 8_640);
    private long tick;

    private void run(BurstyPaths world, int ticks, boolean learningOnly) {
        for (int count = 0; count < ticks; count++) {
            for (int i = 0; i < PATHS; i++) {
                baseline.learn(i, baseline.table(i, BurstyPaths.PACKETS, tick), world.round(i, 0),
                        false);
            }
            baseline.closeTick(tick++, learningOnly);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aNullThatHoldsIsNotReported(long seed) {
        BurstyPaths world = new BurstyPaths(PATHS, seed, 20);
        run(world, LEARNT_TICKS, true);
        run(world, LEARNT_TICKS, false);
        assertThat(baseline.takeMiscalibrated()).isEmpty();
    }

    @Test
    void aNullThatNoLongerHoldsIsReportedOnce() {
        run(new BurstyPaths(PATHS, 4, 20), LEARNT_TICKS, true);
        run(new BurstyPaths(PATHS, 4, 4_000), 480, false);
        assertThat(baseline.takeMiscalibrated()).extracting(lane -> lane.signal().label())
                .containsExactly("lost");
        assertThat(baseline.takeMiscalibrated()).isEmpty();
    }

    @Test
    void evidenceAboveItsPromiseIsDividedByItsPastMean() {
        EvidenceTable table = new EvidenceTable(
                EvidenceTable.Null.independent(HarmGrid.ADDED, 0.001, 0.002), 20);
        EvidenceMeans means = new EvidenceMeans(HarmGrid.ADDED);
        assertThat(means.discounts(Context.CALM)).containsOnly(1);
        means.add(table, 0, 1_000_000);
        assertThat(means.discounts(Context.CALM)).containsOnly(1);
        means.add(table, 2, 20_000);
        double e = table.evidence(2, 2);
        double mean = (1_000 + 1_000_000 * table.evidence(0, 2) + 20_000 * e) / 1_021_000;
        assertThat(means.discounts(Context.CALM)[2]).isBetween(mean, 1.05 * mean);
        assertThat(means.discounts(7)).containsOnly(1);
    }
}

package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.ProbeKind;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A class whose loss swings threefold up and down each day, judged with its season and without.
class SeasonalNullTest {

    private static final int PATHS = 60;
    private static final int PACKETS = 20;
    private static final double TICK_SECONDS = 30;
    private static final long TICKS_PER_DAY = 2_880;
    private static final double RATE = 2e-3;
    private static final int DAYS_LEARNT = 3;

    private final SeriesIndex index = BurstyPaths.index(PATHS, ProbeKind.STAMP);
    private final EvidenceTables tables = new EvidenceTables();
    private final Baseline baseline = new Baseline(index, tables, TICK_SECONDS, TICKS_PER_DAY);

    /// The mean of e over the eight busiest hours of the day after those learnt, for each harm.
    private double[] busyEvidence(boolean withSeason, double swing) {
        SplittableRandom random = new SplittableRandom(11);
        double[] sum = new double[HarmGrid.ADDED.points()];
        long judged = 0;
        for (long tick = 0; tick < (DAYS_LEARNT + 1) * TICKS_PER_DAY; tick++) {
            double part = (double) Math.floorMod(tick, TICKS_PER_DAY) / TICKS_PER_DAY;
            double rate = RATE * Math.pow(swing, Math.sin(2 * Math.PI * part));
            boolean counts = tick >= DAYS_LEARNT * TICKS_PER_DAY && part > 1 / 12.0
                    && part < 5 / 12.0;
            if (withSeason) {
                baseline.openTick(tick);
            }
            for (int i = 0; i < PATHS; i++) {
                int k = 0;
                for (double at = gap(random, rate); at < PACKETS; at += 1 + gap(random, rate)) {
                    k++;
                }
                int id = baseline.table(i, PACKETS, tick);
                for (int q = 0; counts && q < sum.length; q++) {
                    sum[q] += tables.table(id).evidence(k, q);
                }
                judged += counts ? 1 : 0;
                baseline.learn(i, id, k, false);
            }
            baseline.closeTick(tick, false);
        }
        long all = judged;
        return Arrays.stream(sum).map(one -> one / all).toArray();
    }

    private static double gap(SplittableRandom random, double rate) {
        return Math.floor(random.nextExponential() / -Math.log1p(-rate));
    }

    @Test
    void withoutItTheBusyHoursAreEvidenceForAFaultThatIsNone() {
        assertThat(Arrays.stream(busyEvidence(false, 3)).max().orElseThrow()).isGreaterThan(1.03);
    }

    @Test
    void withItTheyAreNone() {
        assertThat(Arrays.stream(busyEvidence(true, 3)).max().orElseThrow()).isLessThan(1);
    }

    @Test
    void whereNothingSwingsItChangesNoTable() {
        double[] with = busyEvidence(true, 1);
        assertThat(baseline.lane(0).season().factor()).isEqualTo(1);
        assertThat(with)
                .containsExactly(new SeasonalNullTest().busyEvidence(false, 1));
    }
}

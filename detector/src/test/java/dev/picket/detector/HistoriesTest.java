package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Shared histories against the evidence added up for each series by itself.
class HistoriesTest {

    private static final int SERIES = 40;
    private static final int TRIALS = 20;
    /// Enough for histories to be dropped many times over: each series soon has one of its own.
    private static final int TICKS = 300;
    private static final int POINTS = HarmGrid.ADDED.points();

    private final EvidenceTables tables = new EvidenceTables();
    private final Cells cells = new Cells(tables);
    private final Histories histories = new Histories(SERIES, POINTS);
    private final double[][] log = new double[SERIES][POINTS];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsSharedIsWhatEachSeriesShowed(long seed) {
        Random random = new Random(seed);
        for (int tick = 0; tick < TICKS; tick++) {
            int table = tables.id(HarmGrid.ADDED, random.nextInt(3), 0, TRIALS);
            for (int i = 0; i < SERIES; i++) {
                if (random.nextInt(10) > 0) {
                    add(i, table, random.nextInt(8) == 0 ? random.nextInt(TRIALS + 1) : 0);
                }
            }
            expectAll(random.nextBoolean() ? 1 : 0.5f);
        }
        assertThat(histories.count()).isLessThanOrEqualTo(2 * SERIES + 64);
    }

    @Test
    void seriesThatShowedTheSameShareOne() {
        int table = tables.id(HarmGrid.ADDED, 1, 0, TRIALS);
        for (int i = 0; i < SERIES; i++) {
            add(i, table, 0);
            add(i, table, i % 2);
        }

        assertThat(histories.count()).isEqualTo(4);
        assertThat(histories.of(0)).isEqualTo(histories.of(2)).isNotEqualTo(histories.of(1));
    }

    private void add(int i, int table, int bad) {
        histories.add(i, cells, cells.of(table, bad));
        for (int q = 0; q < POINTS; q++) {
            log[i][q] += tables.table(table).logEvidence()[bad * POINTS + q];
        }
    }

    private void expectAll(float part) {
        for (int i = 0; i < SERIES; i++) {
            int history = histories.of(i);
            double most = Double.NEGATIVE_INFINITY;
            double[] logs = new double[Histories.SHARES.length * POINTS];
            histories.addLogs(history, part, logs);
            for (int q = 0; q < POINTS; q++) {
                most = Math.max(most, log[i][q]);
                assertThat(histories.log(history, q)).isEqualTo(log[i][q]);
                double gain = Math.exp(Math.min(150, log[i][q])) - 1;
                for (int s = 0; s < Histories.SHARES.length; s++) {
                    assertThat(logs[s * POINTS + q]).isCloseTo(
                            Math.log1p(Histories.SHARES[s] * part * gain), within(1e-9));
                }
            }
            assertThat(histories.strongest(history)).isEqualTo(most);
        }
    }
}

package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The ring of one byte a tally against the plain tallies it was given.
class TallyRingTest {

    private static final int SERIES = 300;
    private static final int TICKS = 200;
    private static final int TRIALS = 20;

    /// Few kinds of tally, then more than there are codes, then more than a list is kept of.
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 30", "3, 45"})
    void givesBackEveryTallyOfItsTicksHoweverManyKindsThereAre(long seed, int levels) {
        EvidenceTables tables = new EvidenceTables();
        TallyRing ring = new TallyRing(SERIES, tables);
        int[][] table = new int[TICKS + 1][SERIES];
        int[][] bad = new int[TICKS + 1][SERIES];
        Random random = new Random(seed);
        for (int tick = 1; tick <= TICKS; tick++) {
            ring.begin(tick);
            for (int j = 0; j < SERIES; j++) {
                int i = (j * 7) % SERIES; // not in series order
                bad[tick][i] = random.nextInt(10) == 0 ? -1 : random.nextInt(TRIALS + 1);
                if (bad[tick][i] >= 0) {
                    int level = (random.nextInt(levels) + tick / 80) % 50;
                    table[tick][i] = tables.id(HarmGrid.ADDED, level, 0, TRIALS);
                    ring.put(tick, i, table[tick][i], bad[tick][i]);
                }
            }
            for (int at = Math.max(1, tick - TallyRing.TICKS + 1); at <= tick
                    && tick % 9 == 0; at++) {
                for (int i = 0; i < SERIES; i++) {
                    boolean same = bad[at][i] < 0
                            ? !ring.has(at, i)
                            : ring.has(at, i) && ring.bad(at, i) == bad[at][i]
                                    && ring.table(at, i) == tables.table(table[at][i]);
                    if (!same) {
                        fail("seed %d: tick %d after %d, series %d", seed, at, tick, i);
                    }
                }
            }
        }
        assertThat(ring.leftOut()).isZero();
    }
}

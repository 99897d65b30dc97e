package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/// What turns the hard key: twenty packets a round, a working rate of 0.2 %.
class PageKeyTest {

    private static final int TRIALS = 20;
    private static final double CALM = 0.002;
    private static final int TIMES = 2_000;

    /// Whether the key is hard where path i has `bad(i, tick)` bad trials in ticks 0 and 1.
    private static boolean isHard(int members, IntBinaryOperator bad) {
        EvidenceTables tables = new EvidenceTables();
        int table = tables.id(HarmGrid.ADDED, EvidenceTables.rateLevel(CALM), 0, TRIALS);
        TallyRing ring = new TallyRing(members, tables);
        int[] all = new int[members];
        Arrays.setAll(all, i -> i);
        for (int tick = 0; tick < 2; tick++) {
            ring.begin(tick);
            for (int i = 0; i < members; i++) {
                ring.put(tick, i, table, bad.applyAsInt(i, tick));
            }
        }
        return PageKey.isHard(ring, all, 1);
    }

    private static int binomial(Random random, double rate) {
        int bad = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            bad += random.nextDouble() < rate ? 1 : 0;
        }
        return bad;
    }

    private static double partHard(long seed, int members, int harmed, double before,
            double newest) {
        Random random = new Random(seed);
        int hard = 0;
        for (int time = 0; time < TIMES; time++) {
            hard += isHard(members, (i, tick) -> binomial(random,
                    CALM + (i < harmed ? tick == 0 ? before : newest : 0))) ? 1 : 0;
        }
        return (double) hard / TIMES;
    }

    @Test
    void aFaultOfJustAFifthOnTenPathsOrMoreIsHard() {
        assertThat(partHard(1, 34, 34, 0.2, 0.2)).isGreaterThan(0.99);
        assertThat(partHard(2, 34, 10, 0.2, 0.2)).isGreaterThan(0.995);
    }

    @Test
    void aTwentiethIsHardlyEverHard() {
        assertThat(partHard(3, 34, 34, 0.05, 0.05)).isLessThan(0.08);
        assertThat(partHard(4, 34, 10, 0.05, 0.05)).isLessThan(0.03);
    }

    @Test
    void oneHardTickBesideOneOfAHundredthIsNotHard() {
        assertThat(partHard(5, 34, 34, 1, 0.01)).isLessThan(0.01);
        assertThat(partHard(6, 34, 34, 0.01, 1)).isLessThan(0.01);
    }

    @Test
    void aBlipThatStrikesEachPathInOneTickIsNotHardAtAnySize() {
        for (double loss : new double[]{0.2, 0.5, 1}) {
            for (int members : new int[]{10, 34, 100}) {
                Random random = new Random(5);
                for (int time = 0; time < TIMES / 4; time++) {
                    boolean hard = isHard(members, (i, tick) -> binomial(random,
                            i % 2 == tick ? loss : CALM));
                    assertThat(hard).as("%d paths at %s", members, loss).isFalse();
                }
            }
        }
    }

    @Test
    void fewPathsMustEachBeHard() {
        assertThat(isHard(5, (i, _) -> i == 0 ? 4 : 0)).isTrue();
        assertThat(isHard(5, (i, tick) -> i == 0 ? 3 + tick : 0)).isFalse();
        assertThat(isHard(5, (i, tick) -> i < 4 ? 3 + tick : 0)).isFalse();
        assertThat(isHard(34, (i, tick) -> i < 6 ? 3 + (i + tick) % 3 : 0)).isTrue();
    }

    /// Ticks 0 and 1 as told, then one more.
    private static boolean isStillBad(int paths, IntBinaryOperator bad) {
        EvidenceTables tables = new EvidenceTables();
        int table = tables.id(HarmGrid.ADDED, EvidenceTables.rateLevel(CALM), 0, TRIALS);
        TallyRing ring = new TallyRing(paths, tables);
        int[] all = new int[paths];
        Arrays.setAll(all, i -> i);
        for (int tick = 0; tick < 3; tick++) {
            ring.begin(tick);
            for (int i = 0; i < paths; i++) {
                ring.put(tick, i, table, bad.applyAsInt(i, tick));
            }
        }
        return PageKey.isStillBad(ring, all, 0, 2);
    }

    @Test
    void aTwentiethThatGoesOnIsStillBadAfterAnUnluckyFirstTick() {
        Random random = new Random(7);
        int still = 0;
        for (int time = 0; time < TIMES; time++) {
            still += isStillBad(24, (_, tick) -> tick == 0
                    ? Math.max(1, binomial(random, 0.08))
                    : binomial(random, 0.05)) ? 1 : 0;
        }
        assertThat((double) still / TIMES).isGreaterThan(0.85);
    }

    @Test
    void aBlipThatIsOverIsNotStillBadThoughOneOfItsPathsHasABurst() {
        Random random = new Random(8);
        for (int time = 0; time < TIMES; time++) {
            assertThat(isStillBad(5, (i, tick) -> tick < 1
                    ? Math.max(2, binomial(random, 0.5))
                    : i == 0 ? TRIALS : binomial(random, CALM))).isFalse();
        }
    }

    @Test
    void fewPathsAreNotAskedTogether() {
        assertThat(isStillBad(4, (_, _) -> 10)).isFalse();
        assertThat(isStillBad(5, (_, _) -> 10)).isTrue();
    }
}

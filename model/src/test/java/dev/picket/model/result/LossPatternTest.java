package dev.picket.model.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossPatternTest {

    /// By exact counting: C(2,0) C(18,1) / C(20,3) = 18 / 1140 and so on.
    @ParameterizedTest
    @CsvSource({"1,20,3,0.015789473684", "2,20,5,0.031991744066", "1,60,3,0.001694915254",
            "3,60,6,0.005389716254", "4,20,5,0.718266253870", "5,20,5,1"})
    void theProbabilityOfSoFewRunsIsExact(int runs, int sent, int lost, double probability) {
        assertThat(LossPattern.atMost(runs, sent, lost)).isCloseTo(probability, within(1e-11));
    }

    @Test
    void saysSoOnlyWhereTheEvidenceSuffices() {
        assertThat(LossPattern.of(60, 6, 1)).isEqualTo(LossPattern.IN_BURSTS);
        assertThat(LossPattern.of(60, 6, 3)).isEqualTo(LossPattern.IN_BURSTS);
        // Half as many runs would have been bursts.
        assertThat(LossPattern.of(60, 6, 6)).isEqualTo(LossPattern.SCATTERED);
        assertThat(LossPattern.of(60, 6, 4)).isEqualTo(LossPattern.SCATTERED);
        // Three in a row of twenty are chance once in 63 times, and two losses tell nothing.
        assertThat(LossPattern.of(20, 3, 1)).isEqualTo(LossPattern.NOT_KNOWN);
        assertThat(LossPattern.of(20, 2, 2)).isEqualTo(LossPattern.NOT_KNOWN);
        assertThat(LossPattern.of(20, 20, 1)).isEqualTo(LossPattern.NOT_KNOWN);
        assertThat(LossPattern.of(20, 0, 0)).isEqualTo(LossPattern.NOT_KNOWN);
        assertThatThrownBy(() -> LossPattern.of(20, 3, 4)).hasMessageContaining("4 runs");
    }

    @Test
    void randomLossIsCalledBurstsOnceInAHundredAtMost() {
        long seed = 1_940L;
        Random random = new Random(seed);
        int bursts = 0;
        int scattered = 0;
        for (int round = 0; round < 20_000; round++) {
            int lost = 0;
            int runs = 0;
            boolean before = false;
            for (int packet = 0; packet < 60; packet++) {
                boolean now = random.nextDouble() < 0.15;
                lost += now ? 1 : 0;
                runs += now && !before ? 1 : 0;
                before = now;
            }
            LossPattern pattern = LossPattern.of(60, lost, runs);
            bursts += pattern == LossPattern.IN_BURSTS ? 1 : 0;
            scattered += pattern == LossPattern.SCATTERED ? 1 : 0;
        }
        assertThat(bursts).as("seed " + seed).isLessThan(200);
        assertThat(scattered).as("seed " + seed).isGreaterThan(15_000);
    }
}

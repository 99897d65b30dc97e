package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FixedPointTest {

    private static final long SEED = 3;

    @Test
    void logarithmsAreNeverAboveTheTrueOnesAndAtMostThreeUnitsBelow() {
        Random random = new Random(SEED);
        for (int j = 0; j < 200_000; j++) {
            double x = Math.exp(40 * random.nextDouble() - 20);
            double units = StrictMath.log(x) / FixedPoint.LOG_UNIT;
            assertThat((double) FixedPoint.log(x)).as("seed %d, x %s", SEED, x)
                    .isLessThanOrEqualTo(units + 1e-3).isGreaterThan(units - 3);
        }
        assertThat(FixedPoint.log(1)).isBetween(-2L, 0L);
    }

    @Test
    void exponentialsAreNeverAboveTheTrueOnes() {
        Random random = new Random(SEED);
        for (int j = 0; j < 200_000; j++) {
            long x = (long) ((900 * random.nextDouble() - 450) / FixedPoint.LOG_UNIT);
            double exact = StrictMath.exp(x * FixedPoint.LOG_UNIT);
            assertThat(FixedPoint.exp(x)).as("seed %d, x %d", SEED, x)
                    .isLessThanOrEqualTo(exact).isGreaterThan(exact * (1 - 2e-9));
        }
    }

    @Test
    void farOutExponentialsAreCappedAboveAndZeroBelow() {
        assertThat(FixedPoint.exp(Long.MAX_VALUE)).isEqualTo(FixedPoint.CAP);
        assertThat(FixedPoint.exp(Long.MIN_VALUE)).isZero();
    }

    @Test
    void upperHalvesRoundDownByLessThanAMillionth() {
        Random random = new Random(SEED);
        for (int j = 0; j < 100_000; j++) {
            double x = Math.exp(900 * random.nextDouble() - 450);
            assertThat(FixedPoint.ofUpperHalf(FixedPoint.upperHalf(x)))
                    .as("seed %d, x %s", SEED, x).isLessThanOrEqualTo(x)
                    .isGreaterThan(x * (1 - 1e-6));
        }
        assertThat(FixedPoint.ofUpperHalf(0)).isZero();
    }

    @Test
    void gainsAreRoundedDownAndBounded() {
        assertThat(FixedPoint.gain(1)).isZero();
        assertThat(FixedPoint.gain(0.5)).isEqualTo(-(1L << 23));
        assertThat(FixedPoint.gain(1 - 1e-9)).isEqualTo(-1);
        assertThat(FixedPoint.gain(1e30)).isEqualTo(1L << 42);
    }
}

package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bounds against the logarithms they bound.
class ShareBoundsTest {

    private static final double[] SHARES = {0.1, 0.3, 0.6, 0.95};
    private static final double STEP_NATS = 1.0 / 64;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void areNeverBelowTheLogarithmAndAboveByAStepAtMost(long seed) {
        ShareBounds bounds = new ShareBounds(SHARES);
        ShareLogs exact = new ShareLogs(SHARES);
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            double nats = round % 2 == 0 ? 60 * random.nextDouble() - 30 : random.nextGaussian();
            long log = (long) (nats / FixedPoint.LOG_UNIT);
            long[] most = new long[SHARES.length];
            long[] logs = new long[SHARES.length];
            bounds.add(log, most, 0, 1);
            exact.add(log, 1, logs, 0, 1);
            for (int s = 0; s < SHARES.length; s++) {
                assertThat((most[s] - logs[s]) * FixedPoint.LOG_UNIT)
                        .as("seed %d, log %s, share %s", seed, nats, SHARES[s])
                        .isBetween(0.0, STEP_NATS + 1e-5);
            }
        }
    }
}

package dev.picket.probes.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import org.junit.jupiter.api.Test;

class StallLogTest {

    private static final long MILLI = 1_000_000L;

    private final StallLog stalls = new StallLog(at(0));

    @Test
    void tellsHowMuchLongerThanTheHeartbeatTheThreadWasAway() {
        stalls.beat(at(10));
        stalls.beat(at(320));

        // 310 ms between beats, of which 10 ms were meant.
        assertThat(stalls.longestSince(at(0))).isEqualTo(300 * MILLI);
    }

    @Test
    void forgetsWhatEndedBeforeTheTimeAskedFor() {
        stalls.beat(at(100));
        stalls.beat(at(140));

        assertThat(stalls.longestSince(at(0))).isEqualTo(90 * MILLI);
        assertThat(stalls.longestSince(at(101))).isEqualTo(30 * MILLI);
        assertThat(stalls.longestSince(at(141))).isZero();
    }

    @Test
    void keepsTheNewestWhenManyStall() {
        for (int i = 1; i <= 2 * StallLog.KEPT_MAX; i++) {
            stalls.beat(at(20L * i));
        }

        assertThat(stalls.longestSince(at(0))).isEqualTo(10 * MILLI);
    }

    private static MonotonicInstant at(long millis) {
        return new MonotonicInstant(millis * MILLI);
    }
}

package dev.picket.probes.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyTurnsTest {

    private static final MonotonicInstant BEGUN = new MonotonicInstant(7_000_000_000L);

    @ParameterizedTest
    @CsvSource({"0, 100", "30, 70", "100, 0", "5000, 0", "8500, 0", "8501, 1599", "9990, 110",
            "10000, 100", "18700, 1400", "20001, 0"})
    void waitsBesideARunOverUdpAndNowhereElse(long afterMillis, long pauseMillis) {
        KeyTurns turns = new KeyTurns(Duration.ofSeconds(10));
        turns.begun(BEGUN);

        assertThat(turns.pause(BEGUN.plus(Duration.ofMillis(afterMillis))))
                .isEqualTo(Duration.ofMillis(pauseMillis));
    }

    @Test
    void whereNoneRunsOverUdpNobodyWaits() {
        assertThat(new KeyTurns(Duration.ofSeconds(10)).pause(BEGUN)).isZero();
    }

    @Test
    void aShortIntervalIsNotAllWaiting() {
        KeyTurns turns = new KeyTurns(Duration.ofSeconds(1));
        turns.begun(BEGUN);

        assertThat(turns.pause(BEGUN.plus(Duration.ofMillis(750)))).isZero();
        assertThat(turns.pause(BEGUN.plus(Duration.ofMillis(751)))).isPositive();
    }
}

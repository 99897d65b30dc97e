package dev.picket.platform.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
    @ParameterizedTest
    @CsvSource({"10s,PT10S", "200ms,PT0.2S", "2h,PT2H", "1h30m,PT1H30M", "+40ms,PT0.04S",
            "-1.5s,PT-1.5S", "3d,PT72H", "5us,PT0.000005S"})
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertThat(Durations.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "10 s", "1e3s", "10x", "--1s", "999999999d"})
    void refusesEverythingElse(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "10s", "200ms", "1h30m"})
    void writesWhatItReads(String text) {
        assertThat(Durations.parse(text).map(Durations::text)).contains(text);
    }

    @Test
    void measuresAdjacentSwapsAsOneMistake() {
        assertThat(Nearest.distance("tragets", "targets")).isEqualTo(1);
        assertThat(Nearest.distance("sin", "sjc")).isEqualTo(2);
        assertThat(Nearest.of("frankfurt", List.of("fra", "sin"))).isEmpty();
    }
}

package dev.picket.probes.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HopLimitsTest {

    private final HopLimits path = new HopLimits();

    /// A round of replies, each `there` and `back`.
    private Map<String, String> round(int... hopLimits) {
        HopLimits.Round round = new HopLimits.Round();
        for (int i = 0; i < hopLimits.length; i += 2) {
            round.add(hopLimits[i], hopLimits[i + 1]);
        }
        return path.close(round);
    }

    @Test
    void tellsWhatIsLeftInEachDirection() {
        assertThat(round(61, 58, 61, 58)).isEqualTo(Map.of("hopLimitThere", "61",
                "hopLimitBack", "58"));
        assertThat(round(61, 58)).doesNotContainKey("hopLimitChange");
    }

    @Test
    void anotherRouteIsAChangeToldOnce() {
        round(61, 58);
        assertThat(round(59, 58)).containsEntry("hopLimitThere", "59")
                .containsEntry("hopLimitChange", "there 59, before 61");
        assertThat(round(59, 58)).doesNotContainKey("hopLimitChange");
        assertThat(round(61, 57)).containsEntry("hopLimitChange",
                "there 61, before 59, back 57, before 58");
    }

    @Test
    void waysOfUnequalLengthAreARangeAndOneOfThemSilentIsNoChange() {
        assertThat(round(61, 58, 60, 58)).containsEntry("hopLimitThere", "60 to 61");
        assertThat(round(61, 58)).containsEntry("hopLimitThere", "61")
                .doesNotContainKey("hopLimitChange");
        assertThat(round(60, 58, 61, 58)).doesNotContainKey("hopLimitChange");
        assertThat(round(62, 58, 61, 58)).containsEntry("hopLimitChange",
                "there 61 to 62, before 60 to 61");
    }

    @Test
    void whatIsNotKnownIsNotTold() {
        assertThat(round()).isEmpty();
        assertThat(round(-1, 58)).isEqualTo(Map.of("hopLimitBack", "58"));
        assertThat(round(-1, -1)).isEmpty();
        assertThat(round(61, 58)).doesNotContainKey("hopLimitChange");
    }
}

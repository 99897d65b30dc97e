package dev.picket.model.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossRateTest {

    /// Intervals computed apart: 3.8415 / 63.8415 = 6.02 % and so on.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0 | 60 | 0 of 60 lost, 0 % (0–6 %)",
            "0 | 20 | 0 of 20 lost, 0 % (0–16 %)", "3 | 20 | 3 of 20 lost, 15 % (5.2–36 %)",
            "60 | 60 | 60 of 60 lost, 100 % (94–100 %)",
            "1 | 300 | 1 of 300 lost, 0.3 % (0.1–1.9 %)",
            "0 | 0 | 0 of 0 lost, unknown (0–100 %)"})
    void carriesHowSureItIs(int lost, int sent, String text) {
        assertThat(LossRate.of(lost, sent).text()).isEqualTo(text);
    }
}

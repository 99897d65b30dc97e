package dev.picket.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntervalChartTest {

    @ParameterizedTest
    @CsvSource({"0.676, 60 %", "0.701, 70 %", "0.39, 30 %", "0.05, 0 %", "0.97, 90 %"})
    void theScaleStartsAtAWholeTenthAndSaysSo(double lowest, String said) {
        assertThat(Format.percent(IntervalChart.from(lowest).scaleMin())).isEqualTo(said);
    }
}

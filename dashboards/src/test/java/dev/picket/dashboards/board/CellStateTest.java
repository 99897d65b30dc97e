package dev.picket.dashboards.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.topology.ProbeKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CellStateTest {

    @ParameterizedTest
    @CsvSource({"20, 1, GOOD", "20, 2, BAD", "80, 1, GOOD", "240, 3, GOOD", "240, 4, WORSE",
            "120, 3, WORSE", "10000, 100, WORSE", "10000, 99, GOOD", "240, 12, BAD",
            "0, 0, NO_DATA"})
    void aCellIsWorseWhenItSurelyLosesMoreThanAHealthyOne(int sent, int lost, CellState state) {
        assertThat(CellState.of(ProbeKind.STAMP, new Count(sent, lost))).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"4, 0, GOOD", "4, 1, BAD", "20, 1, WORSE", "0, 0, NO_DATA"})
    void aFailedHandshakeCountsAlone(int tried, int failed, CellState state) {
        assertThat(CellState.of(ProbeKind.WIREGUARD, new Count(tried, failed))).isEqualTo(state);
    }
}

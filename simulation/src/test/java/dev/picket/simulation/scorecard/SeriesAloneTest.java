package dev.picket.simulation.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesAloneTest {

    private static final Effort FEW = new Effort("test", 0, 0, 0, 0, 0, 40, 0);

    @Test
    void nobodyIsMuchFasterThanTheBestAndAKnownRateIsNotFarBehindIt() {
        try (Trials trials = new Trials(2, _ -> {
        })) {
            List<Row> rows = new SeriesAlone().measure(new Course(FEW, 1, trials)).rows();
            List<Row> known = rows.stream().filter(row -> row.id().startsWith("series.known."))
                    .toList();

            assertThat(known).hasSize(9).allSatisfy(row -> assertThat(row.value())
                    .as(row.measure()).isBetween(0.8, 2.0));
            assertThat(rows).hasSize(18);
        }
    }
}

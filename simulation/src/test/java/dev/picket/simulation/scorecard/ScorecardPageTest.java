package dev.picket.simulation.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.simulation.scorecard.Exhibit.Curve;
import dev.picket.simulation.scorecard.Exhibit.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardPageTest {

    private static final Scorecard CARD = new Scorecard(1, Effort.QUICK, List.of("quiet"), List.of(
            Row.ratio("quiet", "a", "right & <wrong>", 99, 100).hold(Bar.lowerAtLeast(0.98)),
            Row.ratio("quiet", "b", "nothing measured", 0, 0).hold(Bar.atLeast(0.5)),
            Row.ratio("quiet", "c", "all right", 400, 400).hold(Bar.lowerAtLeast(0.98))),
            List.of(new Exhibit.Plot("Delay", "packets lost, %", "rounds", true, true,
                    List.of(new Curve("one", List.of(new Point(1, 5), new Point(100, 0.7))))),
                    new Exhibit.Grid("Table", List.of(List.of("head"), List.of("cell")))));

    @Test
    void aBarIsHeldAgainstTheEndOfTheIntervalThatItNames() {
        List<String> lines = ScorecardText.lines(CARD);

        assertThat(lines).anyMatch(line -> line.startsWith("right & <wrong>")
                && line.contains("lower end ≥ 0.980 FAILS"));
        assertThat(lines).anyMatch(line -> line.startsWith("all right")
                && line.contains("lower end ≥ 0.980 holds"));
        assertThat(lines).last().isEqualTo("1 of 2 bars reached");
    }

    @Test
    void thePageStandsAloneAndEscapesWhatItShows() {
        String page = ScorecardPage.of(CARD);

        assertThat(page).contains("right &amp; &lt;wrong&gt;", "role='img'", "<polyline")
                .doesNotContain("<script", "http", "NaN'");
    }

    @Test
    void theDocumentHasNullWhereNothingWasMeasured() {
        JsonNode results = ScorecardJson.of(CARD).get("results");

        assertThat(results.get(0).get("measured").asDouble()).isEqualTo(0.99);
        assertThat(results.get(0).get("holds").asBoolean()).isFalse();
        assertThat(results.get(1).get("measured").isNull()).isTrue();
        assertThat(results.get(1).get("holds").isNull()).isTrue();
    }
}

package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BacktestCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void oneJsonLineForEachChangeAndNothingElseOnTheOutput() throws IOException {
        StringBuilder csv = new StringBuilder("time,series,sent,bad\n");
        for (int round = 0; round < 300; round++) {
            boolean harmed = round >= 100 && round < 200;
            csv.append(round * 10).append(",sjc,20,").append(harmed ? 5 : 0).append('\n');
        }
        Spoken spoken = Spoken.of("backtest", "--json", file(csv.toString()).toString());

        assertThat(spoken.exitCode()).isZero();
        assertThat(spoken.err()).isEmpty();
        assertThat(spoken.out().lines().map(BacktestCommandTest::summary)).containsExactly(
                "sjc up 1970-01-01T00:16:40Z", "sjc down 1970-01-01T00:33:20Z");
    }

    @Test
    void aBadRowIsSaidWithItsPlaceAndWhatWasExpected() throws IOException {
        Path file = file("time,value\n10,1\n20,fast\n30,1\n");

        Spoken stopped = Spoken.of("backtest", "--json", file.toString());
        Spoken skipped = Spoken.of("backtest", "--skip-bad-rows", file.toString());

        assertThat(stopped.exitCode()).isEqualTo(2);
        assertThat(stopped.out()).isEmpty();
        assertThat(stopped.err()).isEqualTo(file + ":3:4: value: expected a number, got `fast`\n"
                + "1 row of 1 series read, 0 changes found; stopped at a bad row\n");
        assertThat(skipped.exitCode()).isZero();
        assertThat(skipped.err()).isEqualTo(
                "2 rows of 1 series read, 0 changes found, 1 bad row skipped\n");
    }

    @Test
    void whatItCannotDoIsSaidBeforeAnythingIsRead() throws IOException {
        Spoken noFile = Spoken.of("backtest", folder.resolve("none.csv").toString());
        Spoken topology = Spoken.of("backtest", "--topology",
                folder.resolve("none.yaml").toString(), file("time,value\n1,1\n").toString());

        assertThat(noFile.exitCode()).isEqualTo(2);
        assertThat(noFile.err()).startsWith("picket: there is no file ");
        assertThat(topology.exitCode()).isEqualTo(2);
        assertThat(topology.err()).contains("none.yaml:1:1: there is no such file");
    }

    private static String summary(String line) {
        JsonNode change = Json.read(line, JsonNode.class);
        return change.path("series").asText() + " " + change.path("direction").asText() + " "
                + change.path("onset").asText();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }
}

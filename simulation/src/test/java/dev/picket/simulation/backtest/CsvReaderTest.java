package dev.picket.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.platform.yaml.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

    private final List<CsvRow> rows = new ArrayList<>();

    @Test
    void readsTalliesWithIsoAndEpochTimesAndQuotedSeries() throws IOException {
        Optional<Problem> problem = read(false, """
                time,series,sent,bad
                2024-06-13T10:00:00Z,"a, \""b\""\",20,3
                1718272810.5,c,20,0

                2024-06-13T12:00:00+02:00,d,1,1
                """);

        assertThat(problem).isEmpty();
        assertThat(rows).containsExactly(
                new CsvRow.Tally(Instant.parse("2024-06-13T10:00:00Z"), "a, \"b\"", 20, 3),
                new CsvRow.Tally(Instant.parse("2024-06-13T10:00:10.5Z"), "c", 20, 0),
                new CsvRow.Tally(Instant.parse("2024-06-13T10:00:00Z"), "d", 1, 1));
    }

    @Test
    void readsLevelsUnderTheFilesNameWhereNoSeriesIsNamed() throws IOException {
        read(false, "value,time\n12.25,100\n-3e2,101\n");

        assertThat(rows).containsExactly(
                new CsvRow.Level(Instant.ofEpochSecond(100), "data", 12.25),
                new CsvRow.Level(Instant.ofEpochSecond(101), "data", -300));
    }

    @Test
    void stopsAtABadRowWithFileLineColumnAndWhatWasExpected() throws IOException {
        Optional<Problem> problem = read(false, "time,sent,bad\n100,20,1\n110,20,21\n120,1,0\n");

        assertThat(problem.map(Problem::text)).contains(
                "data.csv:3:8: bad: expected a whole number from 0 to sent, got `21`");
        assertThat(rows).hasSize(1);
    }

    @Test
    void namesTheColumnOfAMissingField() throws IOException {
        assertThat(read(false, "time,sent,bad\n100,20\n").map(Problem::text))
                .contains("data.csv:2:5: bad: expected a whole number from 0 to sent, got nothing");
    }

    @Test
    void countsBadRowsWhereItIsToldToSkipThem() throws IOException {
        CsvReader reader = new CsvReader("data.csv", true);
        Optional<Problem> problem = reader.read(
                text("time,value\nsoon,1\n100,much\n101,2\n"), "data", this::take);

        assertThat(problem).isEmpty();
        assertThat(reader.skipped()).isEqualTo(2);
        assertThat(reader.rows()).isEqualTo(1);
    }

    @Test
    void refusesAHeaderThatIsNone() throws IOException {
        assertThat(read(true, "tiem,value\n").map(Problem::text))
                .contains("data.csv:1:1: the header has no column `time`, got `tiem`, did you "
                        + "mean `time`?");
        assertThat(read(true, "time,sent\n").map(Problem::text))
                .contains("data.csv:1:1: the header needs the columns sent and bad, or value");
        assertThat(read(true, "").map(Problem::message))
                .contains("the file is empty; expected a header");
    }

    private Optional<Problem> read(boolean skip, String text) throws IOException {
        return new CsvReader("data.csv", skip).read(text(text), "data", this::take);
    }

    private Optional<String> take(CsvRow row) {
        rows.add(row);
        return Optional.empty();
    }

    private static BufferedReader text(String text) {
        return new BufferedReader(new StringReader(text));
    }
}

package dev.picket.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.platform.yaml.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                row("2024-06-13T10:00:00Z", "a, \"b\"", new CsvRow.Reading.Tally(20, 3)),
                row("2024-06-13T10:00:10.5Z", "c", new CsvRow.Reading.Tally(20, 0)),
                row("2024-06-13T10:00:00Z", "d", new CsvRow.Reading.Tally(1, 1)));
    }

    /// Many tools put every field in quotes, numbers and times too.
    @Test
    void readsARowOfWhichEveryFieldIsQuoted() throws IOException {
        assertThat(read(false, """
                "time","series","sent","bad"
                "2024-06-13T10:00:00Z","a","20","3"
                "110","","",""
                """))
                .isEmpty();

        assertThat(rows).containsExactly(
                row("2024-06-13T10:00:00Z", "a", new CsvRow.Reading.Tally(20, 3)),
                row("1970-01-01T00:01:50Z", "data", new CsvRow.Reading.Missing()));
    }

    @Test
    void readsLevelsUnderTheFilesNameWhereNoSeriesIsNamed() throws IOException {
        read(false, "value,time\r\n12.25,100\r\n-3e2,101");

        assertThat(rows).containsExactly(
                row("1970-01-01T00:01:40Z", "data", new CsvRow.Reading.Level(12.25)),
                row("1970-01-01T00:01:41Z", "data", new CsvRow.Reading.Level(-300)));
    }

    @ParameterizedTest
    @CsvSource({"2024-06-13 10:00:00, 2024-06-13T10:00:00Z",
            "2024-06-13T10:00:00, 2024-06-13T10:00:00Z",
            "2024-06-13T10:00:00.250Z, 2024-06-13T10:00:00.250Z",
            "2024-02-29 23:59:59Z, 2024-02-29T23:59:59Z",
            "2024-06-13T10:00+05:30, 2024-06-13T04:30:00Z",
            "1718272800, 2024-06-13T10:00:00Z", "0.000000001, 1970-01-01T00:00:00.000000001Z"})
    void readsTimes(String written, String meant) throws IOException {
        assertThat(read(false, "time,value\n" + written + ",1\n")).isEmpty();

        assertThat(rows).extracting(CsvRow::time).containsExactly(Instant.parse(meant));
    }

    @ParameterizedTest
    @CsvSource({"2023-02-29T10:00:00Z", "2024-06-13T25:00:00Z", "2024-06-13", "13/06/2024 10:00",
            "1718272800000", "12.", "yesterday"})
    void refusesWhatIsNoTime(String written) throws IOException {
        assertThat(read(false, "time,value\n" + written + ",1\n").map(Problem::text)).contains(
                "data.csv:2:1: time: expected a time in ISO-8601 or epoch seconds, got `"
                        + written + "`");
    }

    @ParameterizedTest
    @CsvSource({"17, 17", "-0.5, -0.5", "+1e3, 1000", ".5, 0.5", "7., 7",
            "0.1234567890123456789, 0.1234567890123456789", "9007199254740993, 9007199254740992",
            "123456789.987654321, 123456789.987654321"})
    void readsNumbersAsTheJdkDoes(String written, double meant) throws IOException {
        read(false, "time,value\n1," + written + "\n");

        assertThat(rows).extracting(CsvRow::reading)
                .containsExactly(new CsvRow.Reading.Level(meant));
    }

    @Test
    void takesAnEmptyFieldAndNoTrialAsAMissingMeasurement() throws IOException {
        assertThat(read(false, "time,value\n1,\n2,NaN\n3, na \n")).isEmpty();
        assertThat(read(false, "time,sent,bad\n1,,\n2,0,0\n")).isEmpty();

        assertThat(rows).hasSize(5)
                .allMatch(row -> row.reading().equals(new CsvRow.Reading.Missing()));
    }

    @Test
    void stopsAtABadRowWithFileLineColumnAndWhatWasExpected() throws IOException {
        Optional<Problem> problem = read(false,
                "time,series,sent,bad\n100,ü,20,1\n110,\"ü\",20,21\n120,ü,1,0\n");

        assertThat(problem.map(Problem::text)).contains(
                "data.csv:3:12: bad: expected a whole number from 0 to sent, got `21`");
        assertThat(rows).hasSize(1);
    }

    @Test
    void namesTheColumnOfAMissingField() throws IOException {
        assertThat(read(false, "time,sent,bad\n100,20\n").map(Problem::text))
                .contains("data.csv:2:5: bad: expected a whole number from 0 to sent, got nothing");
        assertThat(read(false, "time,value\n100\n").map(Problem::text))
                .contains("data.csv:2:1: value: expected a number, got nothing");
    }

    @Test
    void countsBadRowsWhereItIsToldToSkipThem() throws IOException {
        CsvReader reader = new CsvReader("data.csv", true, false);
        String tooLong = "7," + "1".repeat(3 * CsvLines.LINE_BYTES_MAX);
        String text = "time,value\nsoon,1\n100,much\n" + tooLong + "\n101,2\n";
        Optional<Problem> problem = reader.read(stream(text), "data", this::take);

        assertThat(problem).isEmpty();
        assertThat(reader.skipped()).isEqualTo(3);
        assertThat(reader.rows()).isEqualTo(1);
        assertThat(reader.bytes()).isEqualTo(text.length());
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
        assertThat(read(false, "\uFEFFtime,value\n1,2\n")).isEmpty();
    }

    @Test
    void readsEveryRowWhereverTheBufferEnds() throws IOException {
        StringBuilder text = new StringBuilder("time,series,value\n");
        int count = 60_000;
        for (int i = 0; i < count; i++) {
            text.append(i).append(",s").append(i % 1_000).append(',').append(i / 8.0).append('\n');
        }

        assertThat(read(false, text.toString())).isEmpty();

        assertThat(rows).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(rows.get(i)).isEqualTo(new CsvRow(Instant.ofEpochSecond(i), "s" + i % 1_000,
                    Optional.empty(), new CsvRow.Reading.Level(i / 8.0)));
        }
    }

    private static CsvRow row(String time, String series, CsvRow.Reading reading) {
        return new CsvRow(Instant.parse(time), series, Optional.empty(), reading);
    }

    private Optional<Problem> read(boolean skip, String text) throws IOException {
        return new CsvReader("data.csv", skip, false).read(stream(text), "data", this::take);
    }

    private Optional<String> take(CsvRow row) {
        rows.add(row);
        return Optional.empty();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

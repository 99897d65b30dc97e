package dev.picket.simulation.backtest;

import dev.picket.platform.yaml.Nearest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which column of a file holds what, from its header, and how a line becomes a row by it.
final class CsvColumns {

    private static final Set<String> KNOWN = Set.of("time", "series", "sent", "bad", "value",
            "vantage", "target", "kind");
    /// What tools write where they measured nothing, beside an empty field.
    private static final Set<String> NOTHING = Set.of("", "nan", "na", "null");
    private static final int NOTHING_BYTES_MAX = 4;
    private static final int TRIALS_MAX = 1_000_000_000;
    private static final CsvRow.Reading MISSING = new CsvRow.Reading.Missing();

    private final CsvTimes times = new CsvTimes();
    private final String defaultSeries;
    private final boolean places;
    private final int time;
    private final int series;
    private final int sent;
    private final int bad;
    private final int value;
    private final int vantage;
    private final int target;
    private final int kind;
    private String lastSeries = "";

    private CsvColumns(List<String> header, String defaultSeries, boolean places) {
        this.defaultSeries = defaultSeries;
        this.places = places;
        this.time = header.indexOf("time");
        this.series = header.indexOf("series");
        this.sent = header.indexOf("sent");
        this.bad = header.indexOf("bad");
        this.value = header.indexOf("value");
        this.vantage = header.indexOf("vantage");
        this.target = header.indexOf("target");
        this.kind = header.indexOf("kind");
    }

    /// What is wrong with a field: the column it begins at and the words.
    record Flaw(int column, String message) {}

    /// The row of a line, or its first flaw.
    sealed interface Parsed {

        record Good(CsvRow row) implements Parsed {}

        record Bad(Flaw flaw) implements Parsed {}
    }

    /// The columns of a header, or its first flaw.
    sealed interface Header {

        record Good(CsvColumns columns) implements Header {}

        record Bad(Flaw flaw) implements Header {}
    }

    /// @param places whether each row must name its vantage and target
    static Header of(CsvLine line, String defaultSeries, boolean places) {
        List<String> names = new ArrayList<>();
        for (String name : line.texts()) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
        if (!names.contains("time")) {
            String first = names.getFirst();
            return new Header.Bad(new Flaw(1, "the header has no column `time`, got `" + first
                    + "`" + Nearest.hint(first, KNOWN)));
        }
        if (!(names.contains("sent") && names.contains("bad")) && !names.contains("value")) {
            return new Header.Bad(
                    new Flaw(1, "the header needs the columns sent and bad, or value"));
        }
        if (places && !(names.contains("vantage") && names.contains("target"))) {
            return new Header.Bad(new Flaw(1,
                    "the header needs the columns vantage and target where a topology is given"));
        }
        return new Header.Good(new CsvColumns(names, defaultSeries, places));
    }

    Parsed parse(CsvLine line) {
        Optional<Instant> at = time < line.count()
                ? times.parse(line.bytes(), line.start(time), line.end(time))
                : Optional.empty();
        if (at.isEmpty()) {
            return bad(line, time, "time: expected a time in ISO-8601 or epoch seconds");
        }
        if (places && (isEmpty(line, vantage) || isEmpty(line, target))) {
            return bad(line, isEmpty(line, vantage) ? vantage : target,
                    "vantage and target: expected a name");
        }
        return sent >= 0 && bad >= 0 ? tally(line, at.get()) : level(line, at.get());
    }

    private Parsed tally(CsvLine line, Instant at) {
        if (isNothing(line, sent)) {
            return good(line, at, MISSING);
        }
        long trials = CsvNumbers.whole(line.bytes(), line.start(sent), line.end(sent));
        if (trials < 0 || trials > TRIALS_MAX) {
            return bad(line, sent, "sent: expected a whole number");
        }
        long failed = bad < line.count()
                ? CsvNumbers.whole(line.bytes(), line.start(bad), line.end(bad))
                : -1;
        if (failed < 0 || failed > trials) {
            return bad(line, bad, "bad: expected a whole number from 0 to sent");
        }
        return good(line, at, trials == 0
                ? MISSING
                : new CsvRow.Reading.Tally((int) trials, (int) failed));
    }

    private Parsed level(CsvLine line, Instant at) {
        if (isNothing(line, value)) {
            return good(line, at, MISSING);
        }
        double level = value < line.count()
                ? CsvNumbers.decimal(line.bytes(), line.start(value), line.end(value))
                : Double.NaN;
        return Double.isNaN(level)
                ? bad(line, value, "value: expected a number")
                : good(line, at, new CsvRow.Reading.Level(level));
    }

    private Parsed good(CsvLine line, Instant at, CsvRow.Reading reading) {
        Optional<CsvRow.Place> place = places
                ? Optional.of(new CsvRow.Place(line.text(vantage), line.text(target),
                        isEmpty(line, kind) ? Optional.empty() : Optional.of(line.text(kind))))
                : Optional.empty();
        return new Parsed.Good(new CsvRow(at, series(line), place, reading));
    }

    /// The name of a row's series; mostly that of the row before, whose text is used again.
    private String series(CsvLine line) {
        if (isEmpty(line, series)) {
            return defaultSeries;
        }
        String name = line.text(series);
        lastSeries = name.equals(lastSeries) ? lastSeries : name;
        return lastSeries;
    }

    private static boolean isEmpty(CsvLine line, int column) {
        return column < 0 || column >= line.count() || line.start(column) == line.end(column);
    }

    private static boolean isNothing(CsvLine line, int column) {
        return column < line.count()
                && line.end(column) - line.start(column) <= NOTHING_BYTES_MAX
                && (line.start(column) == line.end(column)
                        || line.bytes()[line.start(column)] > '9')
                && NOTHING.contains(line.text(column).toLowerCase(Locale.ROOT));
    }

    private static Parsed bad(CsvLine line, int index, String expected) {
        boolean missing = index >= line.count();
        int column = line.column(missing ? line.count() - 1 : index);
        String got = missing ? "nothing" : "`" + line.text(index) + "`";
        return new Parsed.Bad(new Flaw(column, expected + ", got " + got));
    }
}

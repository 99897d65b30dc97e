package dev.picket.simulation.backtest;

import dev.picket.platform.yaml.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Which column of a file holds what, from its header, and how a line becomes a row by it.
final class CsvColumns {

    private static final Set<String> KNOWN = Set.of("time", "series", "sent", "bad", "value");
    private static final int TRIALS_MAX = 1_000_000_000;

    private final List<String> header;
    private final String defaultSeries;

    private CsvColumns(List<String> header, String defaultSeries) {
        this.header = header;
        this.defaultSeries = defaultSeries;
    }

    /// What is wrong with a field: the column it begins at and the words.
    record Flaw(int column, String message) {}

    /// The row of a line, or its first flaw.
    sealed interface Parsed {

        record Good(CsvRow row) implements Parsed {}

        record Bad(Flaw flaw) implements Parsed {}
    }

    /// The first flaw of a header; empty where it will do.
    static Optional<Flaw> flawOf(CsvLine header) {
        List<String> names = header.fields();
        if (!names.contains("time")) {
            String first = names.getFirst();
            return Optional.of(new Flaw(1, "the header has no column `time`, got `" + first + "`"
                    + Nearest.hint(first, KNOWN)));
        }
        boolean tally = names.contains("sent") && names.contains("bad");
        return tally || names.contains("value")
                ? Optional.empty()
                : Optional.of(new Flaw(1, "the header needs the columns sent and bad, or value"));
    }

    static CsvColumns of(CsvLine header, String defaultSeries) {
        return new CsvColumns(header.fields(), defaultSeries);
    }

    Parsed parse(CsvLine line) {
        Optional<Instant> time = text(line, "time").flatMap(CsvColumns::time);
        if (time.isEmpty()) {
            return bad(line, "time", "a time in ISO-8601 or epoch seconds");
        }
        String series = text(line, "series").filter(name -> !name.isEmpty())
                .orElse(defaultSeries);
        return header.contains("sent") && header.contains("bad")
                ? tally(line, time.get(), series)
                : level(line, time.get(), series);
    }

    private Parsed tally(CsvLine line, Instant time, String series) {
        OptionalInt sent = count(line, "sent");
        if (sent.isEmpty() || sent.getAsInt() == 0) {
            return bad(line, "sent", "a whole number from 1");
        }
        OptionalInt bad = count(line, "bad");
        if (bad.isEmpty() || bad.getAsInt() > sent.getAsInt()) {
            return bad(line, "bad", "a whole number from 0 to sent");
        }
        return new Parsed.Good(
                new CsvRow.Tally(time, series, sent.getAsInt(), bad.getAsInt()));
    }

    private Parsed level(CsvLine line, Instant time, String series) {
        String text = text(line, "value").orElse("");
        if (!text.matches("[+-]?[0-9]{1,15}(\\.[0-9]{0,15})?([eE][+-]?[0-9]{1,3})?")) {
            return bad(line, "value", "a number");
        }
        return new Parsed.Good(new CsvRow.Level(time, series, Double.parseDouble(text)));
    }

    private Parsed bad(CsvLine line, String name, String expected) {
        int index = header.indexOf(name);
        boolean missing = index >= line.fields().size();
        int column = missing
                ? line.columns().getLast()
                : line.columns().get(index);
        String got = missing ? "nothing" : "`" + line.fields().get(index) + "`";
        return new Parsed.Bad(
                new Flaw(column, name + ": expected " + expected + ", got " + got));
    }

    private Optional<String> text(CsvLine line, String name) {
        int index = header.indexOf(name);
        return index < 0 || index >= line.fields().size()
                ? Optional.empty()
                : Optional.of(line.fields().get(index));
    }

    private OptionalInt count(CsvLine line, String name) {
        String text = text(line, name).orElse("");
        if (!text.matches("[0-9]{1,10}")) {
            return OptionalInt.empty();
        }
        long value = Long.parseLong(text);
        return value <= TRIALS_MAX ? OptionalInt.of((int) value) : OptionalInt.empty();
    }

    private static Optional<Instant> time(String text) {
        if (text.matches("[0-9]{1,11}(\\.[0-9]{1,9})?")) {
            int dot = text.indexOf('.');
            long seconds = Long.parseLong(dot < 0 ? text : text.substring(0, dot));
            String fraction = dot < 0 ? "" : text.substring(dot + 1);
            long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
            return Optional.of(Instant.ofEpochSecond(seconds, nanos));
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}

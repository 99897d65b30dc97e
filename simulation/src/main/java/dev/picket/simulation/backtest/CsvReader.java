package dev.picket.simulation.backtest;

import dev.picket.platform.yaml.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// Reads recorded data row by row. It stops at the first bad row, or counts and skips them.
final class CsvReader {

    private final String file;
    private final boolean skipBadRows;
    private long rows;
    private long skipped;

    CsvReader(String file, boolean skipBadRows) {
        this.file = file;
        this.skipBadRows = skipBadRows;
    }

    /// Reads all of `text`. `taken` is handed each row and says what is wrong with it, if anything.
    /// Returns the problem reading stopped at.
    Optional<Problem> read(BufferedReader text, String defaultSeries,
            Function<CsvRow, Optional<String>> taken) throws IOException {
        String first = text.readLine();
        if (first == null) {
            return Optional.of(new Problem(file, 1, 1, "the file is empty; expected a header"));
        }
        CsvLine header = CsvLine.parse(first.replaceFirst("^\uFEFF", ""));
        Optional<CsvColumns.Flaw> flaw = CsvColumns.flawOf(header);
        if (flaw.isPresent()) {
            return Optional.of(problem(1, flaw.get()));
        }
        CsvColumns columns = CsvColumns.of(header, defaultSeries);
        int number = 1;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            Optional<CsvColumns.Flaw> bad = line.isBlank()
                    ? Optional.empty()
                    : row(columns, CsvLine.parse(line), taken);
            if (bad.isPresent() && !skipBadRows) {
                return Optional.of(problem(number, bad.get()));
            }
            skipped += bad.isPresent() ? 1 : 0;
        }
        return Optional.empty();
    }

    private Optional<CsvColumns.Flaw> row(CsvColumns columns, CsvLine line,
            Function<CsvRow, Optional<String>> taken) {
        return switch (columns.parse(line)) {
            case CsvColumns.Parsed.Bad bad -> Optional.of(bad.flaw());
            case CsvColumns.Parsed.Good good -> {
                Optional<String> refused = taken.apply(good.row());
                rows += refused.isEmpty() ? 1 : 0;
                yield refused.map(why -> new CsvColumns.Flaw(1, why));
            }
        };
    }

    private Problem problem(int line, CsvColumns.Flaw flaw) {
        return new Problem(file, line, flaw.column(), flaw.message());
    }

    long rows() {
        return rows;
    }

    long skipped() {
        return skipped;
    }
}

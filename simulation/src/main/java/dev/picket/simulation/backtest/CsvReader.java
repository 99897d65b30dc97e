package dev.picket.simulation.backtest;

import dev.picket.platform.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/// Reads recorded data row by row. It stops at the first bad row, or counts and skips them.
final class CsvReader {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String file;
    private final boolean skipBadRows;
    private final boolean places;
    private final CsvLine line = new CsvLine();
    private long rows;
    private long skipped;
    private long bytes;

    /// @param places whether each row must name its vantage and target
    CsvReader(String file, boolean skipBadRows, boolean places) {
        this.file = file;
        this.skipBadRows = skipBadRows;
        this.places = places;
    }

    /// Reads all of `stream`. `taken` is handed each row and says what is wrong with it, if
    /// anything. Returns the problem reading stopped at.
    Optional<Problem> read(InputStream stream, String defaultSeries,
            Function<CsvRow, Optional<String>> taken) throws IOException {
        CsvLines lines = new CsvLines(stream);
        if (!lines.advance()) {
            return Optional.of(new Problem(file, 1, 1, "the file is empty; expected a header"));
        }
        line.split(lines.bytes(), lines.from() + markLength(lines), lines.to());
        return switch (CsvColumns.of(line, defaultSeries, places)) {
            case CsvColumns.Header.Bad(CsvColumns.Flaw flaw) -> Optional.of(problem(1, flaw));
            case CsvColumns.Header.Good(CsvColumns columns) -> rows(lines, columns, taken);
        };
    }

    private Optional<Problem> rows(CsvLines lines, CsvColumns columns,
            Function<CsvRow, Optional<String>> taken) throws IOException {
        while (lines.advance()) {
            bytes = lines.bytesRead();
            Optional<CsvColumns.Flaw> bad = isBlank(lines)
                    ? Optional.empty()
                    : row(columns, lines, taken);
            if (bad.isPresent() && !skipBadRows) {
                return Optional.of(problem(lines.number(), bad.get()));
            }
            skipped += bad.isPresent() ? 1 : 0;
        }
        return Optional.empty();
    }

    private Optional<CsvColumns.Flaw> row(CsvColumns columns, CsvLines lines,
            Function<CsvRow, Optional<String>> taken) {
        if (lines.tooLong()) {
            return Optional.of(new CsvColumns.Flaw(1,
                    "expected at most " + CsvLines.LINE_BYTES_MAX + " bytes in a line"));
        }
        line.split(lines.bytes(), lines.from(), lines.to());
        return switch (columns.parse(line)) {
            case CsvColumns.Parsed.Bad bad -> Optional.of(bad.flaw());
            case CsvColumns.Parsed.Good good -> {
                Optional<String> refused = taken.apply(good.row());
                rows += refused.isEmpty() ? 1 : 0;
                yield refused.map(why -> new CsvColumns.Flaw(1, why));
            }
        };
    }

    private static boolean isBlank(CsvLines lines) {
        int at = lines.from();
        while (at < lines.to() && (lines.bytes()[at] == ' ' || lines.bytes()[at] == '\t')) {
            at++;
        }
        return at == lines.to() && !lines.tooLong();
    }

    private static int markLength(CsvLines lines) {
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (lines.from() + i >= lines.to()
                    || lines.bytes()[lines.from() + i] != BYTE_ORDER_MARK[i]) {
                return 0;
            }
        }
        return BYTE_ORDER_MARK.length;
    }

    private Problem problem(long number, CsvColumns.Flaw flaw) {
        return new Problem(file, (int) Math.min(Integer.MAX_VALUE, number), flaw.column(),
                flaw.message());
    }

    long rows() {
        return rows;
    }

    long skipped() {
        return skipped;
    }

    /// Bytes of the stream that were read.
    long bytes() {
        return bytes;
    }
}

package dev.picket.simulation.backtest;

import dev.picket.detector.SeriesDetector;
import dev.picket.platform.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Looks for changes in recorded data, series by series, as if it came in now: it never looks
/// ahead, and needs memory by the number of series, not of rows.
public final class Backtest {

    /// A year of rounds at 10 s: at most one false alarm in it, for each series of tallies.
    public static final double SAMPLES_PER_FALSE_ALARM = 3_155_760;
    /// Series of one file.
    public static final int SERIES_MAX = 100_000;

    private final Listener listener;
    private final Map<String, Series> series = new HashMap<>();
    private final CsvReader reader;
    private long rows;
    private long missing;

    private Backtest(CsvReader reader, Listener listener) {
        this.reader = reader;
        this.listener = listener;
    }

    /// Told of what is found as it is found.
    public interface Listener {

        void changed(RecordedChange change);

        /// Told after each good row how many there were and how many bytes they took.
        default void read(long rows, long bytes) {}
    }

    /// One series: what it was last seen at and what watches it.
    private static final class Series {
        private final SeriesDetector detector = new SeriesDetector(SAMPLES_PER_FALSE_ALARM);
        private Instant last = Instant.MIN;
    }

    /// Runs over the file at `path`.
    public static BacktestSummary run(Path path, boolean skipBadRows, Listener listener)
            throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            return run(path.toString(), stream, skipBadRows, listener);
        }
    }

    static BacktestSummary run(String file, InputStream stream, boolean skipBadRows,
            Listener listener) throws IOException {
        CsvReader reader = new CsvReader(file, skipBadRows, false);
        Backtest backtest = new Backtest(reader, listener);
        Optional<Problem> stopped = reader.read(stream, nameOf(file), backtest::take);
        return new BacktestSummary(reader.rows(), backtest.missing, reader.skipped(),
                backtest.series.size(), stopped);
    }

    /// The series of rows that name none: the file's name without its ending.
    private static String nameOf(String file) {
        return String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    /// Takes a row; what is wrong with it, if anything.
    private Optional<String> take(CsvRow row) {
        Series own = series.get(row.series());
        if (own == null) {
            if (series.size() >= SERIES_MAX) {
                return Optional.of("series: expected at most " + SERIES_MAX + " of them");
            }
            own = new Series();
            series.put(row.series(), own);
        }
        if (row.time().isBefore(own.last)) {
            return Optional.of("time: expected " + own.last + " or later, the series' row before,"
                    + " got " + row.time());
        }
        own.last = row.time();
        Optional<SeriesDetector.Change> change = switch (row.reading()) {
            case CsvRow.Reading.Tally(int sent, int bad) ->
                own.detector.observe(row.time(), sent, bad);
            case CsvRow.Reading.Level(double value) -> own.detector.observe(row.time(), value);
            case CsvRow.Reading.Missing _ -> {
                missing++;
                yield Optional.empty();
            }
        };
        change.ifPresent(found -> listener.changed(new RecordedChange(row.series(),
                found.direction() == SeriesDetector.Direction.UP, found.onset(),
                found.detectedAt(), found.logEvidence(), Optional.empty())));
        listener.read(++rows, reader.bytes());
        return Optional.empty();
    }
}

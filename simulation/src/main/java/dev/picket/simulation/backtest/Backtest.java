package dev.picket.simulation.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.detector.SeriesDetector;
import dev.picket.platform.json.Json;
import dev.picket.platform.yaml.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Looks for changes in recorded data, series by series, as if it came in now: it never looks
/// ahead, and needs memory by the number of series, not of rows.
public final class Backtest {

    /// A year of rounds at 10 s: at most one false alarm in it, for each series.
    public static final double SAMPLES_PER_FALSE_ALARM = 3_155_760;
    /// Series of one file.
    public static final int SERIES_MAX = 100_000;

    private final Listener listener;
    private final Map<String, Series> series = new HashMap<>();
    private long rows;

    private Backtest(Listener listener) {
        this.listener = listener;
    }

    /// Told of what is found as it is found.
    public interface Listener {

        void changed(Change change);

        /// Told after each good row how many there were.
        default void read(long rows) {}
    }

    /// A detected change.
    ///
    /// @param up whether the rate of bad trials, or the level, rose
    /// @param onset the estimated start of the change
    /// @param detectedAt the time of the row that decided
    /// @param logEvidence the statistic at that row, in nats
    public record Change(String series, boolean up, Instant onset, Instant detectedAt,
            double logEvidence) {

        public ObjectNode json() {
            return Json.mapper().createObjectNode().put("series", series)
                    .put("direction", up ? "up" : "down").put("onset", onset.toString())
                    .put("detectedAt", detectedAt.toString()).put("logEvidence", logEvidence);
        }

        /// The change in one line for people; times are UTC.
        public String line() {
            return series + " went " + (up ? "up" : "down") + " at " + onset + ", found at "
                    + detectedAt + String.format(Locale.ROOT, " (evidence %.1f nats)", logEvidence);
        }
    }

    /// How the reading went.
    ///
    /// @param skipped bad rows passed over
    /// @param stopped the problem that ended the reading before the file's end
    public record Summary(long rows, long skipped, int series, Optional<Problem> stopped) {

        /// The summary in one line for people, given the number of changes found.
        public String text(long changes) {
            return count(rows, "row") + " of " + series + " series read, "
                    + count(changes, "change") + " found"
                    + (skipped > 0 ? ", " + count(skipped, "bad row") + " skipped" : "")
                    + (stopped.isPresent() ? "; stopped at a bad row" : "");
        }

        private static String count(long number, String word) {
            return number + " " + word + (number == 1 ? "" : "s");
        }
    }

    /// One series: what it was last seen at and what watches it.
    private static final class Series {
        private final SeriesDetector detector = new SeriesDetector(SAMPLES_PER_FALSE_ALARM);
        private Instant last = Instant.MIN;
    }

    /// Runs over the file at `path`.
    public static Summary run(Path path, boolean skipBadRows, Listener listener)
            throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            return run(path.toString(), reader, skipBadRows, listener);
        }
    }

    static Summary run(String file, BufferedReader text, boolean skipBadRows,
            Listener listener) throws IOException {
        Backtest backtest = new Backtest(listener);
        CsvReader reader = new CsvReader(file, skipBadRows);
        String name = String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.[^.]*$", "");
        Optional<Problem> stopped = reader.read(text, name, backtest::take);
        return new Summary(reader.rows(), reader.skipped(), backtest.series.size(), stopped);
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
        Optional<SeriesDetector.Change> change = switch (row) {
            case CsvRow.Tally tally ->
                own.detector.observe(tally.time(), tally.sent(), tally.bad());
            case CsvRow.Level level -> own.detector.observe(level.time(), level.value());
        };
        change.ifPresent(found -> listener.changed(new Change(row.series(),
                found.direction() == SeriesDetector.Direction.UP, found.onset(),
                found.detectedAt(), found.logEvidence())));
        listener.read(++rows);
        return Optional.empty();
    }
}

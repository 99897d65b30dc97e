package dev.picket.simulation.backtest;

import dev.picket.platform.yaml.Problem;
import java.util.Optional;

/// How the reading of recorded data went.
///
/// @param missing rows that said that nothing was measured
/// @param skipped bad rows passed over
/// @param stopped the problem that ended the reading before the file's end
public record BacktestSummary(long rows, long missing, long skipped, int series,
        Optional<Problem> stopped) {

    /// The summary in one line for people, given the number of changes found.
    public String text(long changes) {
        return count(rows, "row") + " of " + series + " series read, "
                + count(changes, "change") + " found"
                + (missing > 0 ? ", " + count(missing, "row") + " without a measurement" : "")
                + (skipped > 0 ? ", " + count(skipped, "bad row") + " skipped" : "")
                + (stopped.isPresent() ? "; stopped at a bad row" : "");
    }

    private static String count(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}

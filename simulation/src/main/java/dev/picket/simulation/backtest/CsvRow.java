package dev.picket.simulation.backtest;

import java.time.Instant;

/// One row of recorded data.
sealed interface CsvRow {

    Instant time();

    String series();

    /// `bad` of `sent` trials.
    record Tally(Instant time, String series, int sent, int bad) implements CsvRow {}

    /// A level, such as a round trip in milliseconds.
    record Level(Instant time, String series, double value) implements CsvRow {}
}

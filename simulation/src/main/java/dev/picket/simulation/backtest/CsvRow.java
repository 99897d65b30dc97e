package dev.picket.simulation.backtest;

import java.time.Instant;
import java.util.Optional;

/// One row of recorded data.
///
/// @param place whose path it was measured on, where the file says so and it was asked for
record CsvRow(Instant time, String series, Optional<Place> place, Reading reading) {

    /// What was measured.
    sealed interface Reading {

        /// `bad` of `sent` trials.
        record Tally(int sent, int bad) implements Reading {}

        /// A level, such as a round trip in milliseconds.
        record Level(double value) implements Reading {}

        /// Nothing: the measurement is missing, which is neither good nor bad.
        record Missing() implements Reading {}
    }

    /// A path by the names of its ends.
    ///
    /// @param kind the label of the probe kind; empty where the file does not say
    record Place(String vantage, String target, Optional<String> kind) {}
}

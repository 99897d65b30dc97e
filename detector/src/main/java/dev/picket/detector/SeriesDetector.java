package dev.picket.detector;

import java.time.Instant;
import java.util.Optional;

/// Finds changes in one recorded series, reading forward only, in constant memory.
///
/// A series of tallies is watched for changes of its bad rate ([RateShifts]), one of levels for
/// shifts of where it stands and how wide it swings ([LevelShifts]). Both ways, one after the
/// other: after a change the new state is learnt and watched in its turn.
public final class SeriesDetector {

    /// Which way a series changed.
    public enum Direction {
        UP, DOWN
    }

    /// A change: when it is thought to have begun, when it was found, and on what evidence in nats.
    public record Change(Direction direction, Instant onset, Instant detectedAt,
            double logEvidence) {}

    /// Trials of one tally; more are scaled down to this many.
    private static final int TRIALS_MAX = 512;

    private final RateShifts rates;
    private final LevelShifts levels = new LevelShifts();

    private SeriesDetector(RateShifts rates) {
        this.rates = rates;
    }

    /// @param roundsPerFalseAlarm rounds that pass for each false alarm allowed, for tallies whose
    ///        trials are independent
    public SeriesDetector(double roundsPerFalseAlarm) {
        this(new RateShifts(logThreshold(roundsPerFalseAlarm), Optional.empty()));
    }

    /// A detector of tallies that need not learn their rate: it is `rate` until a change is found.
    public static SeriesDetector ofKnownRate(double rate, double roundsPerFalseAlarm) {
        return new SeriesDetector(
                new RateShifts(logThreshold(roundsPerFalseAlarm), Optional.of(rate)));
    }

    /// Both sides share the false alarms allowed.
    private static double logThreshold(double roundsPerFalseAlarm) {
        return Math.log(2 * roundsPerFalseAlarm);
    }

    /// Takes a tally: a rise of the bad rate is a change upwards, its end one downwards.
    public Optional<Change> observe(Instant time, int sent, int bad) {
        if (sent <= 0) {
            return Optional.empty();
        }
        int trials = Math.min(sent, TRIALS_MAX);
        return rates.add(time, trials, (int) ((long) bad * trials / sent));
    }

    /// Takes a level, such as a round trip in milliseconds.
    public Optional<Change> observe(Instant time, double value) {
        return levels.add(time, value);
    }
}

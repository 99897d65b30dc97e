package dev.picket.detector;

import java.time.Instant;
import java.util.Optional;

/// Finds changes in one recorded series, reading forward only.
///
/// Idea: values become exceedances of the bounds of the past window, one trial each side; tallies
/// are taken as they are. Each side runs the same restarted sum as the screen against a rate learnt
/// from its past. A found shift of a level empties the window, so that the new level is learnt; a
/// found rise of a bad rate is watched for its end.
public final class SeriesDetector {

    /// Which way a series changed.
    public enum Direction {
        UP, DOWN
    }

    /// A change: when it is thought to have begun, when it was found, and on what evidence in nats.
    public record Change(Direction direction, Instant onset, Instant detectedAt,
            double logEvidence) {}

    private static final double LEAST_VALUE = 5;

    private final double logThreshold;
    private final LevelWindow window = new LevelWindow(LEAST_VALUE);
    private final SeriesSide up;
    private final SeriesSide down;
    private Optional<RiseEnd> raised = Optional.empty();

    /// @param roundsPerFalseAlarm rounds that pass for each false alarm allowed
    public SeriesDetector(double roundsPerFalseAlarm) {
        this.logThreshold = Math.log(2 * roundsPerFalseAlarm);
        this.up = new SeriesSide(logThreshold);
        this.down = new SeriesSide(logThreshold);
    }

    /// Takes a tally: a rise of the bad rate is a change upwards, its end one downwards.
    public Optional<Change> observe(Instant time, int sent, int bad) {
        if (sent <= 0) {
            return Optional.empty();
        }
        int trials = Math.min(sent, EvidenceTables.MAX_TRIALS);
        int scaled = (int) ((long) bad * trials / sent);
        if (raised.isPresent()) {
            Optional<SeriesSide.Found> end = raised.get().add(time, trials, scaled);
            end.ifPresent(_ -> raised = Optional.empty());
            return end.map(found -> change(Direction.DOWN, time, found));
        }
        Optional<SeriesSide.Found> rise = up.add(time, HarmGrid.ADDED, trials, scaled);
        rise.ifPresent(found -> {
            raised = Optional.of(new RiseEnd(up.rate(), found, logThreshold));
            up.restart();
        });
        return rise.map(found -> change(Direction.UP, time, found));
    }

    /// Takes a level, such as a round trip in milliseconds.
    public Optional<Change> observe(Instant time, double value) {
        var excess = window.excess(value);
        window.add(value);
        if (excess.isEmpty()) {
            return Optional.empty();
        }
        double by = excess.getAsDouble();
        Optional<SeriesSide.Found> rise = up.add(time, HarmGrid.ODDS, 1, by > 0 ? 1 : 0);
        Optional<SeriesSide.Found> fall = down.add(time, HarmGrid.ODDS, 1, by < 0 ? 1 : 0);
        if (rise.isEmpty() && fall.isEmpty()) {
            return Optional.empty();
        }
        up.restart();
        down.restart();
        window.clear();
        return rise.map(found -> change(Direction.UP, time, found))
                .or(() -> fall.map(found -> change(Direction.DOWN, time, found)));
    }

    private static Change change(Direction direction, Instant time, SeriesSide.Found found) {
        return new Change(direction, found.onset(), time, found.logEvidence());
    }
}

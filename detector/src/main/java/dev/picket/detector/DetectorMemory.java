package dev.picket.detector;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a detector has learnt, so that a restart needs no new warm-up. Keys are
/// `sjc>fra-edge1/stamp#lost`.
///
/// @param learntFor how long tallies came in while this was learnt, restarts taken out
public record DetectorMemory(Duration learntFor, SortedMap<String, Learnt> series) {

    /// Trials and rounds of one series with the bad ones among them, forgetting applied.
    public record Learnt(double trials, double bad, double rounds, double badRounds) {}

    public DetectorMemory {
        if (learntFor.isNegative()) {
            throw new IllegalArgumentException("learnt for less than nothing: " + learntFor);
        }
        series = Collections.unmodifiableSortedMap(new TreeMap<>(series));
    }

    public static DetectorMemory of(Duration learntFor, Map<String, Learnt> series) {
        return new DetectorMemory(learntFor, new TreeMap<>(series));
    }

    static SortedMap<String, Learnt> all(SeriesIndex index, float[] bad, float[] trials,
            float[] badRounds, float[] rounds) {
        SortedMap<String, Learnt> all = new TreeMap<>();
        for (int i = 0; i < index.count(); i++) {
            if (trials[i] > 0) {
                all.put(key(index.path(i), index.lane(i).signal()),
                        new Learnt(trials[i], bad[i], rounds[i], badRounds[i]));
            }
        }
        return all;
    }

    Optional<Learnt> learnt(Path path, Signal signal) {
        return Optional.ofNullable(series.get(key(path, signal)));
    }

    private static String key(Path path, Signal signal) {
        return path.key() + "#" + signal.name();
    }
}

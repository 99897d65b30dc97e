package dev.picket.detector;

import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a detector has learnt, so that a restart needs no new warm-up. Keys of series are
/// `sjc>fra-edge1/stamp#LOST`, of classes `STAMP#LOST`.
///
/// @param learntFor how long tallies came in while this was learnt, restarts taken out
/// @param classes missing in what was written before classes had a null of their own
public record DetectorMemory(Duration learntFor, SortedMap<String, Learnt> series,
        SortedMap<String, ClassLearnt> classes) {

    /// Trials and rounds of one series with the bad ones among them, forgetting applied.
    public record Learnt(double trials, double bad, double rounds, double badRounds) {}

    /// Trials of a class with the bad ones among them, and every kind of tally it has seen.
    ///
    /// @param season missing in what was written before classes had one
    public record ClassLearnt(double trials, double bad, List<Seen> seen, SeasonLearnt season) {
        public ClassLearnt {
            seen = List.copyOf(seen);
            season = Objects.requireNonNullElse(season, SeasonLearnt.NONE);
        }
    }

    /// What a class has shown in each hour of the week (UTC, from Thursday midnight, as the epoch
    /// has it), forgetting applied, and what supports factors for them.
    public record SeasonLearnt(List<Double> trials, List<Double> bad, Support ofDay,
            Support ofWeek) {

        static final SeasonLearnt NONE = new SeasonLearnt(List.of(), List.of(), Support.NONE,
                Support.NONE);

        public SeasonLearnt {
            trials = List.copyOf(trials);
            bad = List.copyOf(bad);
        }

        boolean isPossible() {
            return trials.size() == Season.HOURS && bad.size() == Season.HOURS
                    && trials.stream().allMatch(SeasonLearnt::isCount)
                    && bad.stream().allMatch(SeasonLearnt::isCount);
        }

        private static boolean isCount(double value) {
            return value >= 0 && value < Double.POSITIVE_INFINITY;
        }
    }

    /// How far the hours foretold so far support the factors that foretold them.
    ///
    /// @param logRatio log likelihood ratio of the factors against what they lean on
    /// @param spread sum of (x − e)²/e over the hours
    /// @param hours how many, forgetting applied
    public record Support(double logRatio, double spread, double hours) {
        static final Support NONE = new Support(0, 0, 0);
    }

    /// How often `bad` of `trials` came in a context, forgetting applied.
    ///
    /// @param context 6·(last round bad) + bad rounds among the last 8, at most 5
    public record Seen(int context, int trials, int bad, double count) {

        boolean isPossible() {
            return context >= 0 && context < Context.COUNT && bad >= 0 && bad <= trials
                    && trials <= EvidenceTables.MAX_TRIALS && count >= 0;
        }
    }

    public DetectorMemory {
        if (learntFor.isNegative()) {
            throw new IllegalArgumentException("learnt for less than nothing: " + learntFor);
        }
        series = Collections.unmodifiableSortedMap(new TreeMap<>(series));
        classes = Collections.unmodifiableSortedMap(
                new TreeMap<>(Objects.requireNonNullElse(classes, Map.of())));
    }

    public static DetectorMemory of(Duration learntFor, Map<String, Learnt> series) {
        return new DetectorMemory(learntFor, new TreeMap<>(series), new TreeMap<>());
    }

    Optional<Learnt> learnt(Path path, Signal signal) {
        return Optional.ofNullable(series.get(key(path, signal)));
    }

    Optional<ClassLearnt> learnt(Lane lane) {
        return Optional.ofNullable(classes.get(key(lane)));
    }

    static String key(Path path, Signal signal) {
        return path.key() + "#" + signal.name();
    }

    static String key(Lane lane) {
        return lane.kind().name() + "#" + lane.signal().name();
    }
}

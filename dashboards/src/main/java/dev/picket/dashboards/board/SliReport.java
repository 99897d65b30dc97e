package dev.picket.dashboards.board;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.Wilson;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Machine-create success of one region (or of all) over a window, with everything needed to judge
/// the number: numerator, denominator, exclusions, interval, objective and age.
///
/// An attempt is a request that reached the Machines API. *User-visible* counts a lack of capacity
/// as failure; *orchestration* leaves those attempts out.
///
/// @param region the region's name, or empty for all of them together
/// @param failures failed attempts by reason code
/// @param exclusions runs that are no attempts, by reason
/// @param noData whether three rounds or more passed without a run that said anything
public record SliReport(Optional<String> region, Duration window, int succeeded,
        SortedMap<FailureCode, Integer> failures, SortedMap<String, Integer> exclusions,
        Optional<Instant> lastAttemptAt, boolean noData, double objective) {

    public SliReport {
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
        exclusions = Collections.unmodifiableSortedMap(new TreeMap<>(exclusions));
    }

    public int failed() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int attempts() {
        return succeeded + failed();
    }

    public int excluded() {
        return exclusions.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Attempts that found the region full.
    public int capacityFailures() {
        return failures.entrySet().stream()
                .filter(entry -> entry.getKey().blame() == FailureCode.Blame.CAPACITY)
                .mapToInt(java.util.Map.Entry::getValue).sum();
    }

    /// Successes over all attempts.
    public Rate userVisible() {
        return new Rate(succeeded, attempts());
    }

    /// Successes over the attempts that found room.
    public Rate orchestration() {
        return new Rate(succeeded, attempts() - capacityFailures());
    }

    /// Whether the interval lies wholly below the objective, so that chance does not explain it.
    public boolean isBelowObjective() {
        return attempts() > 0 && userVisible().interval().high() < objective;
    }

    /// k of n with its interval.
    public record Rate(int successes, int attempts) {

        /// Successes over attempts (0..1), empty where nothing was attempted: never 100 %.
        public Optional<Double> ratio() {
            return attempts == 0 ? Optional.empty() : Optional.of((double) successes / attempts);
        }

        public Wilson interval() {
            return Wilson.of(successes, attempts);
        }
    }
}

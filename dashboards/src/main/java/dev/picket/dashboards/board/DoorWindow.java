package dev.picket.dashboards.board;

import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the runs through one door came to over the last quarter to half hour: two halves, of which
/// the older is dropped when a third begins. Not thread-safe; the board guards it.
final class DoorWindow {

    static final Duration HALF = Duration.ofMinutes(15);
    /// Places at which runs stopped that are kept apart; what stops elsewhere is counted as failed.
    static final int STOPS_MAX = 16;

    private Half older = new Half(Long.MIN_VALUE);
    private Half newer = new Half(Long.MIN_VALUE);

    private static final class Half {

        private final long number;
        private final Map<String, Integer> stops = new TreeMap<>();
        private final RoundTripHistogram durations = new RoundTripHistogram();
        private int runs;
        private int failed;

        Half(long number) {
            this.number = number;
        }

        void add(ProbeResult result) {
            switch (result.outcome()) {
                case Outcome.Good _ -> {
                    runs++;
                    durations.answered(result.durationNanos());
                }
                case Outcome.Failed(ProbeFailure failure) -> {
                    runs++;
                    failed++;
                    stopped(failure);
                    // A refusal says nothing of how long an answer would have taken.
                    if (failure.spentNanos() >= failure.budgetNanos()) {
                        durations.unanswered(failure.spentNanos());
                    }
                }
                case Outcome.CouldNotTell _,Outcome.Skipped _ -> {
                }
            }
        }

        private void stopped(ProbeFailure failure) {
            String at = failure.code().stage() + " (" + failure.code() + ")";
            if (stops.containsKey(at) || stops.size() < STOPS_MAX) {
                stops.merge(at, 1, Integer::sum);
            }
        }

        void addAll(Half other) {
            runs += other.runs;
            failed += other.failed;
            other.stops.forEach((at, count) -> stops.merge(at, count, Integer::sum));
            durations.add(other.durations);
        }
    }

    /// Takes a run's result; one older than the window is left aside.
    void add(ProbeResult result) {
        long number = number(result.scheduledAt());
        if (number > newer.number) {
            older = number - 1 == newer.number ? newer : new Half(number - 1);
            newer = new Half(number);
        }
        if (number == newer.number) {
            newer.add(result);
        } else if (number == older.number) {
            older.add(result);
        }
    }

    /// What was seen up to `now`, of the half that lasts and the one before.
    DoorReport.Seen seen(Instant now) {
        long last = number(now);
        Half sum = new Half(last);
        for (Half half : new Half[]{older, newer}) {
            if (half.number == last || half.number == last - 1) {
                sum.addAll(half);
            }
        }
        Optional<String> stop = sum.stops.entrySet().stream().max(Map.Entry.comparingByValue())
                .map(most -> most.getKey() + ", " + most.getValue() + " of " + sum.failed);
        return new DoorReport.Seen(new Count(sum.runs, sum.failed), stop,
                sum.durations.quantile(0.5).text(), sum.durations.quantile(0.99).text());
    }

    private static long number(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), HALF.toSeconds());
    }
}

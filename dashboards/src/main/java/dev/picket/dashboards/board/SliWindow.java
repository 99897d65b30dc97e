package dev.picket.dashboards.board;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Machine-create counts of one region in five-minute buckets over a day. Not thread-safe; the
/// board guards it.
final class SliWindow {

    static final Duration BUCKET = Duration.ofMinutes(5);
    static final Duration WINDOW = Duration.ofHours(24);
    private static final long BUCKETS_MAX = WINDOW.dividedBy(BUCKET);
    private static final int MISSED_ROUNDS_MAX = 3;

    private final Deque<Bucket> buckets = new ArrayDeque<>();
    private Optional<Instant> lastAttemptAt = Optional.empty();

    void add(ProbeResult result) {
        long number = number(result.scheduledAt());
        if (buckets.isEmpty() || buckets.getLast().number < number) {
            buckets.addLast(new Bucket(number));
            while (buckets.getFirst().number <= number - BUCKETS_MAX) {
                buckets.removeFirst();
            }
        }
        for (Bucket bucket : buckets.reversed()) {
            if (bucket.number <= number) {
                if (bucket.add(result.outcome())) {
                    Instant at = result.sentAt();
                    lastAttemptAt = lastAttemptAt.filter(last -> last.isAfter(at))
                            .or(() -> Optional.of(at));
                }
                return;
            }
        }
    }

    SliReport report(Optional<String> region, Instant now, BoardSettings settings) {
        long oldest = number(now) - BUCKETS_MAX;
        Bucket sum = new Bucket(0);
        buckets.stream().filter(bucket -> bucket.number > oldest).forEach(sum::addAll);
        Duration silence = settings.machineCreateEvery().multipliedBy(MISSED_ROUNDS_MAX);
        boolean noData = lastAttemptAt.map(last -> last.plus(silence).isBefore(now)).orElse(true);
        return new SliReport(region, WINDOW, sum.succeeded, new TreeMap<>(sum.failures),
                sum.exclusions, lastAttemptAt, noData, settings.machineCreateObjective());
    }

    private static long number(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), BUCKET.toSeconds());
    }

    private static final class Bucket {

        private final long number;
        private int succeeded;
        private final Map<FailureCode, Integer> failures = new EnumMap<>(FailureCode.class);
        private final SortedMap<String, Integer> exclusions = new TreeMap<>();

        Bucket(long number) {
            this.number = number;
        }

        /// Counts a run and says whether it was an attempt.
        boolean add(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Good _ -> {
                    succeeded++;
                    yield true;
                }
                case Outcome.Failed failed -> addFailure(failed.failure().code());
                case Outcome.CouldNotTell unclear -> exclude(unclear.fault().code().meaning());
                case Outcome.Skipped skipped -> exclude(skipped.reason().code().meaning());
            };
        }

        /// No connection means no request, so no attempt; a Machine that could not be destroyed had
        /// been created and started all the same.
        private boolean addFailure(FailureCode code) {
            if (code == FailureCode.MACHINE_API_UNREACHABLE) {
                return exclude(code.likelyCause());
            }
            if (code == FailureCode.MACHINE_DESTROY_FAILED) {
                succeeded++;
            } else {
                failures.merge(code, 1, Integer::sum);
            }
            return true;
        }

        private boolean exclude(String reason) {
            exclusions.merge(reason, 1, Integer::sum);
            return false;
        }

        void addAll(Bucket other) {
            succeeded += other.succeeded;
            other.failures.forEach((code, count) -> failures.merge(code, count, Integer::sum));
            other.exclusions
                    .forEach((reason, count) -> exclusions.merge(reason, count, Integer::sum));
        }
    }
}

package dev.picket.dashboards.board;

import java.util.Locale;
import org.HdrHistogram.IntCountsHistogram;

/// How long things took, those included that did not come back while they were waited for.
///
/// Idea: what came back is counted in buckets of equal relative width (HdrHistogram), so that
/// histograms add up exactly, in any order, and a percentile is right to 1 %. What did not come
/// back is known to have taken longer than it was waited for (a right-censored observation): it is
/// counted apart, and a percentile that falls among it is told as a bound, `> 2 s`, never as a
/// number. Percentiles of what came back alone look best when most is lost. Refused: the time-out
/// recorded as if it were a duration, which invents a value. Not thread-safe.
final class RoundTripHistogram {

    /// Counted as this where longer.
    static final long MICROS_MAX = 60_000_000L;
    /// Two significant digits: a value is told within 1 % of what it was.
    static final int DIGITS = 2;
    private static final long NANOS_PER_MICRO = 1_000L;

    private final IntCountsHistogram answered = new IntCountsHistogram(MICROS_MAX, DIGITS);
    private long censored;
    private long shortestWaitMicros = Long.MAX_VALUE;

    /// Something came back after `nanos`.
    void answered(long nanos) {
        answered.recordValue(Math.clamp(nanos / NANOS_PER_MICRO, 0, MICROS_MAX));
    }

    /// Something had not come back after `nanos`.
    void unanswered(long nanos) {
        censored++;
        shortestWaitMicros = Math.min(shortestWaitMicros, Math.max(0, nanos / NANOS_PER_MICRO));
    }

    /// Adds what `other` saw.
    void add(RoundTripHistogram other) {
        answered.add(other.answered);
        censored += other.censored;
        shortestWaitMicros = Math.min(shortestWaitMicros, other.shortestWaitMicros);
    }

    /// The value that a share `q` (0..1] of all observations does not exceed. Where it is not
    /// known, because it falls among what did not come back or beyond the shortest time that was
    /// waited, that time as a bound.
    Quantile quantile(double q) {
        long all = answered.getTotalCount() + censored;
        if (all == 0) {
            return new Quantile.NoData();
        }
        long rank = Math.max(1, (long) Math.ceil(q * all));
        if (rank > answered.getTotalCount()) {
            return new Quantile.Above(shortestWaitMicros * NANOS_PER_MICRO);
        }
        long micros = valueAt(rank);
        return micros > shortestWaitMicros
                ? new Quantile.Above(shortestWaitMicros * NANOS_PER_MICRO)
                : new Quantile.Known(micros * NANOS_PER_MICRO);
    }

    /// The highest value that counts as the one of `rank`, from 1 on.
    private long valueAt(long rank) {
        double percentile = 100.0 * (rank - 0.5) / answered.getTotalCount();
        return answered.getValueAtPercentile(percentile);
    }

    /// A percentile as far as it is known.
    sealed interface Quantile {

        /// Nothing was observed.
        record NoData() implements Quantile {}

        record Known(long nanos) implements Quantile {}

        /// It is more than this.
        record Above(long nanos) implements Quantile {}

        /// Such as `31 ms`, `> 2000 ms` or `no data`.
        default String text() {
            return switch (this) {
                case NoData() -> "no data";
                case Known(long nanos) -> millis(nanos);
                case Above(long nanos) -> "> " + millis(nanos);
            };
        }

        private static String millis(long nanos) {
            double millis = nanos / 1e6;
            return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis);
        }
    }
}

package dev.picket.alerting.deliver;

import java.time.Duration;

/// When a page that was not accepted is tried again.
///
/// After attempt n: `first · 2^(n-1)`, at most `most`, plus up to a quarter of it by chance, so
/// that many senders do not come back at the same moment. A receiver that asks to wait (429) is
/// left alone for what it asks, at least `rateLimitedMin`, at most `pauseMax`. A page is abandoned
/// `abandonAfter` its writing.
///
/// @param timeLimit how long one attempt may take until the answer's head has arrived
public record RetryPolicy(Duration first, Duration most, Duration rateLimitedMin,
        Duration pauseMax, Duration timeLimit, Duration abandonAfter) {
    public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofSeconds(1),
            Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(10),
            Duration.ofSeconds(10), Duration.ofHours(24));
    private static final int DOUBLINGS_MAX = 20;
    private static final double JITTER = 0.25;

    /// The wait after `attempts` failed ones (from 1); `chance` is in [0, 1).
    Duration delay(int attempts, double chance) {
        long doubled = first.toNanos() << Math.min(DOUBLINGS_MAX, attempts - 1);
        long base = Math.min(doubled, most.toNanos());
        return Duration.ofNanos((long) (base * (1 + JITTER * chance)));
    }

    /// The wait after a 429 that asked for `asked`.
    Duration pause(Duration asked) {
        Duration least = asked.compareTo(rateLimitedMin) > 0 ? asked : rateLimitedMin;
        return least.compareTo(pauseMax) > 0 ? pauseMax : least;
    }
}

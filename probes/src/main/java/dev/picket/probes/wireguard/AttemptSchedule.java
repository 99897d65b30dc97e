package dev.picket.probes.wireguard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// When a session makes its initiations, counted from its start, and when it gives up.
///
/// A client of WireGuard repeats a lost initiation after 5 s only; a gateway accepts one each 20
/// ms. Attempts in between tell a lossy path from a dead one: at 1 % loss one attempt fails 2 % of
/// the time, three fail 8 times in a million.
///
/// @param offsets of the attempts, the first one zero, rising
/// @param budget the whole time a session has
public record AttemptSchedule(List<Duration> offsets, Duration budget) {

    /// The time a client has in all, for which the offsets below are meant.
    private static final Duration CLIENT_BUDGET = Duration.ofSeconds(5);
    private static final List<Duration> CLIENT_OFFSETS = List.of(Duration.ZERO,
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(4900));
    /// Two attempts of one key stand at least this far apart: a gateway's 20 ms and some jitter.
    private static final Duration SPACING_MIN = Duration.ofMillis(30);
    /// Scheduled attempts leave room for a retry with a cookie, and some.
    private static final int ATTEMPTS_MAX = WireGuardDemultiplexer.INITIATIONS_MAX / 2 + 1;

    public AttemptSchedule {
        offsets = List.copyOf(offsets);
        if (offsets.isEmpty() || offsets.size() > ATTEMPTS_MAX
                || !offsets.getFirst().isZero()) {
            throw new IllegalArgumentException("a schedule has 1 to " + ATTEMPTS_MAX
                    + " attempts, the first at zero, got " + offsets);
        }
    }

    /// Attempts at 0, 1, 2 and 4.9 s of a budget of 5 s, scaled to `budget`; those that would come
    /// too close to the one before are left out.
    public static AttemptSchedule within(Duration budget) {
        List<Duration> offsets = new ArrayList<>();
        for (Duration offset : CLIENT_OFFSETS) {
            Duration scaled = Duration.ofNanos(Math.round(
                    offset.toNanos() * (double) budget.toNanos() / CLIENT_BUDGET.toNanos()));
            if (offsets.isEmpty()
                    || scaled.minus(offsets.getLast()).compareTo(SPACING_MIN) >= 0) {
                offsets.add(scaled);
            }
        }
        return new AttemptSchedule(offsets, budget);
    }

    /// The attempts for which `left`, at most the budget, still has time.
    public AttemptSchedule upTo(Duration left) {
        return new AttemptSchedule(offsets.stream()
                .filter(offset -> offset.isZero() || offset.compareTo(left) < 0).toList(), left);
    }

    /// The attempts of the budget's first half: whatever is done after the handshake has the other.
    AttemptSchedule leavingTime() {
        Duration half = budget.dividedBy(2);
        return new AttemptSchedule(
                offsets.stream().filter(offset -> offset.compareTo(half) <= 0).toList(), budget);
    }
}

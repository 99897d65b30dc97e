package dev.picket.probes.wireguard;

import dev.picket.model.time.MonotonicInstant;
import java.time.Duration;

/// Keeps two transports out of each other's way that make handshakes under one key. A gateway hears
/// initiations of a key 20 ms apart at the least, and none that is older than one heard before, so
/// that what overtakes on the way silences what it overtook.
///
/// Runs over UDP begin on time; runs in a WebSocket, whose initiation leaves only once the stream
/// stands, wait where theirs would fall beside one of those. Thread-safe.
public final class KeyTurns {

    /// How long before a run over UDP none is begun in a WebSocket, at most a quarter of its
    /// interval: connection, TLS and upgrade take that long on the longest paths.
    private static final Duration AHEAD_MAX = Duration.ofMillis(1_500);
    private static final int AHEAD_SHARE = 4;
    /// How long after it none is.
    private static final Duration AFTER = Duration.ofMillis(100);
    /// Intervals after which runs over UDP that are not seen any more are expected no longer.
    private static final int MISSED_MAX = 2;

    private final long everyNanos;
    private final long aheadNanos;
    private MonotonicInstant begun = new MonotonicInstant(0);
    private boolean any;

    /// @param every the interval of the runs over UDP
    public KeyTurns(Duration every) {
        everyNanos = every.toNanos();
        aheadNanos = Math.min(AHEAD_MAX.toNanos(), everyNanos / AHEAD_SHARE);
    }

    /// A run over UDP begins.
    public synchronized void begun(MonotonicInstant now) {
        begun = now;
        any = true;
    }

    /// How long a run in a WebSocket waits before it begins.
    public synchronized Duration pause(MonotonicInstant now) {
        long since = now.nanosSince(begun);
        if (!any || since > MISSED_MAX * everyNanos) {
            return Duration.ZERO;
        }
        long phase = Math.floorMod(since, everyNanos);
        if (phase < AFTER.toNanos()) {
            return AFTER.minusNanos(phase);
        }
        long left = everyNanos - phase;
        return left < aheadNanos ? AFTER.plusNanos(left) : Duration.ZERO;
    }
}

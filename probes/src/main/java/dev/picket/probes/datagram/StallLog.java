package dev.picket.probes.datagram;

import dev.picket.model.time.MonotonicInstant;

/// The most recent stretches in which a thread stood still, told by a heartbeat: the thread means
/// to look at the clock every [#HEARTBEAT_NANOS] at the latest, and a look that comes later than
/// that by more than [#WORTH_KEEPING_NANOS] is a stall of the excess.
final class StallLog {

    static final long HEARTBEAT_NANOS = 10_000_000L;
    /// Shorter stalls are everyday scheduling on a shared machine.
    static final long WORTH_KEEPING_NANOS = 2_000_000L;
    /// Stalls kept; the oldest is forgotten first.
    static final int KEPT_MAX = 1_024;

    private final long[] endedAt = new long[KEPT_MAX];
    private final long[] lengths = new long[KEPT_MAX];
    private int count;
    private long lastBeat;

    StallLog(MonotonicInstant now) {
        lastBeat = now.nanos();
    }

    /// The thread looked at the clock.
    synchronized void beat(MonotonicInstant now) {
        long excess = now.nanos() - lastBeat - HEARTBEAT_NANOS;
        lastBeat = now.nanos();
        keep(now, excess);
    }

    /// Something that waited for the thread was taken up at `now`, after `waitedNanos`.
    synchronized void waited(MonotonicInstant now, long waitedNanos) {
        keep(now, waitedNanos);
    }

    private void keep(MonotonicInstant now, long nanos) {
        if (nanos > WORTH_KEEPING_NANOS) {
            endedAt[count % KEPT_MAX] = now.nanos();
            lengths[count % KEPT_MAX] = nanos;
            count++;
        }
    }

    /// The longest stall that ended at or after `since`, of those kept.
    synchronized long longestSince(MonotonicInstant since) {
        long longest = 0;
        for (int i = count - 1; i >= Math.max(0, count - KEPT_MAX); i--) {
            if (endedAt[i % KEPT_MAX] - since.nanos() < 0) {
                break;
            }
            longest = Math.max(longest, lengths[i % KEPT_MAX]);
        }
        return longest;
    }
}

package dev.picket.probes.stamp;

import dev.picket.model.time.MonotonicInstant;
import java.net.InetAddress;
import java.util.Map;

/// What a reflector answers each source address: [#PER_SECOND] packets, [#BURST_MAX] at once. A
/// bucket is kept as the time at which it will be full again (the virtual scheduling form of the
/// generic cell rate algorithm, ITU-T I.371).
final class SourceBudgets {

    /// Addresses whose budget is kept; the one idle longest is forgotten first.
    static final int SOURCES_MAX = 65_536;
    static final int PER_SECOND = 2_000;
    static final int BURST_MAX = 4_000;

    private static final long NANOS_PER_PACKET = 1_000_000_000L / PER_SECOND;

    private final Map<InetAddress, long[]> fullAtNanos = new LeastRecentlyUsed<>(SOURCES_MAX);

    /// Takes one packet of what `source` has left; false where nothing is.
    boolean take(MonotonicInstant now, InetAddress source) {
        long[] fullAt = fullAtNanos.computeIfAbsent(source, _ -> new long[]{now.nanos()});
        long start = fullAt[0] - now.nanos() > 0 ? fullAt[0] : now.nanos();
        if (start - now.nanos() > (BURST_MAX - 1) * NANOS_PER_PACKET) {
            return false;
        }
        fullAt[0] = start + NANOS_PER_PACKET;
        return true;
    }
}

package dev.picket.probes.round;

import dev.picket.model.result.PacketOutcomes.RoundTrips;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import java.util.Arrays;
import java.util.List;

/// When each packet of a round left and was answered, by which clock, and the round trips in
/// between. A transmit stamp may come before or after the answer; round trips are therefore
/// reckoned at the end.
final class PacketTimes {

    private static final long NONE = Long.MIN_VALUE;
    /// Best first.
    private static final List<ClockSource> BY_QUALITY = List.of(ClockSource.VIRTUAL,
            ClockSource.KERNEL_TX_RX, ClockSource.KERNEL_RX, ClockSource.USER);

    private final long[] sentAt;
    private final long[] stampedAt;
    private final long[] answeredAt;
    private final ClockSource[] answeredBy;

    PacketTimes(int packets) {
        sentAt = new long[packets];
        stampedAt = new long[packets];
        Arrays.fill(stampedAt, NONE);
        answeredAt = new long[packets];
        answeredBy = new ClockSource[packets];
        Arrays.fill(answeredBy, ClockSource.USER);
    }

    void sent(int packet, MonotonicInstant at) {
        sentAt[packet] = at.nanos();
    }

    void stamped(int packet, MonotonicInstant at) {
        stampedAt[packet] = at.nanos();
    }

    void answered(int packet, MonotonicInstant at, ClockSource source) {
        answeredAt[packet] = at.nanos();
        answeredBy[packet] = source;
    }

    /// The round trip of an answered packet.
    long roundTripNanos(int packet) {
        long from = sourceOf(packet) == ClockSource.KERNEL_TX_RX
                ? stampedAt[packet]
                : sentAt[packet];
        return Math.max(0, answeredAt[packet] - from);
    }

    /// When an answered packet was.
    long answeredAtNanos(int packet) {
        return answeredAt[packet];
    }

    private ClockSource sourceOf(int packet) {
        return answeredBy[packet] == ClockSource.KERNEL_RX && stampedAt[packet] != NONE
                ? ClockSource.KERNEL_TX_RX
                : answeredBy[packet];
    }

    /// The round trips of some packets, and the clock they were taken by.
    record Summary(RoundTrips roundTrips, ClockSource source) {}

    /// The round trips of the best stamped of `packets`, of half of them at least, and the worst
    /// clock among these: one missing stamp of twenty must not make a round of kernel stamps one of
    /// ours.
    Summary summary(int[] packets) {
        if (packets.length == 0) {
            return new Summary(RoundTrips.NONE, ClockSource.USER);
        }
        long[] best = new long[packets.length];
        int taken = 0;
        for (ClockSource source : BY_QUALITY) {
            for (int packet : packets) {
                if (sourceOf(packet) == source) {
                    best[taken] = roundTripNanos(packet);
                    taken++;
                }
            }
            if (2 * taken >= packets.length) {
                return new Summary(roundTripsOf(Arrays.copyOf(best, taken)), source);
            }
        }
        throw new AssertionError("a packet without a clock source");
    }

    private static RoundTrips roundTripsOf(long[] values) {
        Arrays.sort(values);
        return new RoundTrips(values[0], values[(values.length - 1) / 2],
                values[values.length - 1]);
    }
}

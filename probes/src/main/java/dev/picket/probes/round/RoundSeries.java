package dev.picket.probes.round;

import dev.picket.model.result.LossPattern;
import dev.picket.model.result.PacketSeries;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Reckons what the order of a round's packets tells; see [PacketSeries].
///
/// Reordering is judged by the order of sending and of receipt within one flow, the stream of RFC
/// 4737: a reply is reordered where one to a packet of its flow sent later came before it, and its
/// extent is how many replies it is behind the first of these. Differences from packet to packet
/// (IPDV) are those of a flow too. Cost: n log n, and for each reordered reply a binary search.
/// Refused: all flows as one stream, where flows that go separate ways overtake one another for
/// good, and so do those of a prober in a hurry, which hands over one socket's packets after
/// another's.
final class RoundSeries {

    private static final double PERCENTILE = 0.95;

    private RoundSeries() {}

    /// One packet that was sent, in the order of sending.
    ///
    /// @param flow from 0 on
    /// @param lost whether its reply did not come in time
    /// @param answeredAtNanos when it came at all, else [#NEVER]
    /// @param roundTripNanos where it was not lost
    record Fate(int flow, boolean lost, long answeredAtNanos, long roundTripNanos) {

        static final long NEVER = Long.MIN_VALUE;
    }

    static PacketSeries of(Fate[] fates) {
        int lost = 0;
        int runs = 0;
        int run = 0;
        int longest = 0;
        for (Fate fate : fates) {
            run = fate.lost ? run + 1 : 0;
            lost += fate.lost ? 1 : 0;
            runs += run == 1 ? 1 : 0;
            longest = Math.max(longest, run);
        }
        int[] extents = byFlow(fates).stream()
                .flatMapToInt(flow -> reorderingExtents(byReceipt(flow))).toArray();
        return new PacketSeries(runs, longest, LossPattern.of(fates.length, lost, runs),
                extents.length, Arrays.stream(extents).max().orElse(0), delayVariation(fates),
                interPacketVariation(fates));
    }

    private static Collection<Fate[]> byFlow(Fate[] fates) {
        return Arrays.stream(fates)
                .collect(Collectors.groupingBy(Fate::flow, TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(),
                                flow -> flow.toArray(Fate[]::new))))
                .values();
    }

    /// The packets' places, in the order their replies came.
    private static int[] byReceipt(Fate[] fates) {
        Integer[] places = new Integer[fates.length];
        int count = 0;
        for (int place = 0; place < fates.length; place++) {
            if (fates[place].answeredAtNanos != Fate.NEVER) {
                places[count] = place;
                count++;
            }
        }
        Integer[] answered = Arrays.copyOf(places, count);
        // Stable: replies of one moment are in order.
        Arrays.sort(answered, (one, other) -> Long
                .signum(fates[one].answeredAtNanos - fates[other].answeredAtNanos));
        return Arrays.stream(answered).mapToInt(Integer::intValue).toArray();
    }

    /// For each reordered reply, how many replies it is behind the first to a later packet.
    private static IntStream reorderingExtents(int[] places) {
        int[] extents = new int[places.length];
        int[] highest = new int[places.length];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            highest[i] = i == 0 ? places[i] : Math.max(highest[i - 1], places[i]);
            if (highest[i] > places[i]) {
                // The running highest never falls: the first above this place.
                int found = Arrays.binarySearch(highest, 0, i, places[i]);
                extents[count] = i - (-found - 1);
                count++;
            }
        }
        return Arrays.stream(extents, 0, count);
    }

    private static long delayVariation(Fate[] fates) {
        long[] trips = Arrays.stream(fates).filter(fate -> !fate.lost)
                .mapToLong(Fate::roundTripNanos).sorted().toArray();
        return trips.length == 0
                ? 0
                : trips[(int) Math.ceil(PERCENTILE * trips.length) - 1] - trips[0];
    }

    private static long interPacketVariation(Fate[] fates) {
        long[] steps = new long[fates.length];
        int count = 0;
        for (Fate[] flow : byFlow(fates)) {
            for (int i = 1; i < flow.length; i++) {
                if (!flow[i - 1].lost && !flow[i].lost) {
                    steps[count] = Math.abs(flow[i].roundTripNanos - flow[i - 1].roundTripNanos);
                    count++;
                }
            }
        }
        Arrays.sort(steps, 0, count);
        return count == 0 ? 0 : steps[(count - 1) / 2];
    }
}

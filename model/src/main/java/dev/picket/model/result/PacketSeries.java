package dev.picket.model.result;

/// What the order of a round's packets tells: runs of losses, reordering, delay variation.
///
/// @param lossRuns unbroken runs of packets sent one after another and lost
/// @param longestLossRun packets in the longest
/// @param pattern whether they are too few to be chance
/// @param reordered replies that came after one to a packet of their flow sent later (RFC 4737
///        §3.3); both ways together
/// @param reorderingExtent over how many replies the worst of them came late (RFC 4737 §4.2.1)
/// @param delayVariationNanos round trips above the shortest, their 95th percentile (PDV, RFC 5481
///        §4.2)
/// @param interPacketVariationNanos difference of the round trips of one packet of a flow and the
///        next, the median of its size (IPDV, RFC 3393)
public record PacketSeries(int lossRuns, int longestLossRun, LossPattern pattern, int reordered,
        int reorderingExtent, long delayVariationNanos, long interPacketVariationNanos) {

    public static final PacketSeries NONE = new PacketSeries(0, 0, LossPattern.NOT_KNOWN, 0, 0, 0,
            0);
}

package dev.picket.probes.stamp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Where the extensions of a packet lie.
///
/// @param starts where each begins that fits into the packet
/// @param end where the last of them ends
/// @param malformedAt where one begins that is longer than the packet or one too many; negative
///        where none does
record TlvSpans(List<Integer> starts, int end, int malformedAt) {

    /// Extensions looked at in one packet; seven types are defined.
    static final int MOST = 16;

    /// Those of `packet` from `from` on. They end at the packet's end, at type 0 and where less
    /// than a header is left.
    static TlvSpans of(ByteBuffer packet, int from) {
        List<Integer> starts = new ArrayList<>();
        int at = from;
        while (packet.limit() - at >= StampTlv.HEADER_BYTES
                && StampTlv.typeAt(packet, at) != StampTlv.TYPE_NONE) {
            int next = at + StampTlv.HEADER_BYTES + StampTlv.bytesAt(packet, at);
            if (next > packet.limit() || starts.size() == MOST) {
                return new TlvSpans(starts, at, at);
            }
            starts.add(at);
            at = next;
        }
        return new TlvSpans(starts, at, -1);
    }

    StampTlv read(ByteBuffer packet, int at) {
        return StampTlv.read(packet, at, StampTlv.bytesAt(packet, at));
    }

    /// Where the HMAC extension begins, if only padding follows it; negative where it is missing,
    /// malformed or elsewhere.
    int hmacAt(ByteBuffer packet) {
        int found = -1;
        for (int at : starts) {
            if (found >= 0 && StampTlv.typeAt(packet, at) != StampTlv.TYPE_EXTRA_PADDING) {
                return -1;
            }
            if (read(packet, at) instanceof StampTlv.Hmac) {
                found = at;
            }
        }
        return found;
    }

    boolean hasHmac(ByteBuffer packet) {
        for (int at : starts) {
            if (StampTlv.typeAt(packet, at) == StampTlv.TYPE_HMAC) {
                return true;
            }
        }
        return false;
    }

    /// Whether padding is all there is: the one extension that needs no HMAC.
    boolean isOnePadding(ByteBuffer packet) {
        return starts.size() == 1 && malformedAt < 0
                && StampTlv.typeAt(packet, starts.getFirst()) == StampTlv.TYPE_EXTRA_PADDING;
    }
}

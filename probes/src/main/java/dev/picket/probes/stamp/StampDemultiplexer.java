package dev.picket.probes.stamp;

import dev.picket.probes.session.Demultiplexer;
import java.nio.ByteBuffer;

/// Tells STAMP replies apart by their session identifier. A reflector that knows none answers with
/// zero there; the low 16 bits of the sender's timestamp, which every reflector sends back, then
/// carry it: 15 µs of a stamp whose stated error is a millisecond.
public final class StampDemultiplexer implements Demultiplexer {

    private static final int SESSION_MASK = 0xffff;

    /// Reads two fields in place: it is asked for every datagram, and the session reads it whole.
    @Override
    public long tokenOf(ByteBuffer datagram) {
        StampLayout layout = StampLayout.of(datagram);
        if (datagram.remaining() < layout.replyBytesMin()) {
            return NONE;
        }
        int session = StampPacket.sessionOf(layout, datagram);
        int marked = session != StampPacket.NO_SESSION
                ? session
                : StampPacket.senderTimestampLow(layout, datagram);
        return marked == StampPacket.NO_SESSION ? NONE : marked;
    }

    static long token(StampPacket.Reply reply) {
        long session = reply.session() != StampPacket.NO_SESSION
                ? reply.session()
                : reply.senderTimestamp() & SESSION_MASK;
        return session == StampPacket.NO_SESSION ? NONE : session;
    }

    /// `timestamp` with `session` in its low bits.
    static long mark(long timestamp, int session) {
        return (timestamp & ~SESSION_MASK) | session;
    }
}

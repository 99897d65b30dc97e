package dev.picket.probes.wireguard;

import dev.picket.probes.session.Demultiplexer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Finds the session of a datagram by the index it names as its receiver. An index is the session's
/// token followed by three bits that number the session's initiations, the last number being
/// that of its answers.
public final class WireGuardDemultiplexer implements Demultiplexer {

    /// Tokens are 0 to this, exclusive: 29 bits.
    public static final long TOKEN_LIMIT = 1L << 29;
    /// Initiations one session can make, retries with a cookie included.
    static final int INITIATIONS_MAX = 7;
    /// The number of what a session answers the gateway's own initiations with.
    static final int ANSWER_NUMBER = 7;
    private static final int INITIATION_BITS = 3;
    private static final int NUMBER_MASK = (1 << INITIATION_BITS) - 1;

    static int index(long token, int initiation) {
        return (int) (token << INITIATION_BITS | initiation);
    }

    static int initiationOf(int index) {
        return index & NUMBER_MASK;
    }

    @Override
    public long tokenOf(ByteBuffer datagram) {
        int start = datagram.position();
        if (datagram.remaining() < Layout.KEEPALIVE_LENGTH) {
            return NONE;
        }
        return switch (littleEndian(datagram, start)) {
            case Layout.RESPONSE -> token(datagram, start + Layout.RESPONSE_RECEIVER);
            case Layout.COOKIE, Layout.DATA -> token(datagram, start + Layout.FIRST_INDEX);
            default -> NONE;
        };
    }

    /// The gateway's own initiation names nobody. Whom it is for, its mac1 tells.
    @Override
    public boolean namesNobody(ByteBuffer datagram) {
        return datagram.remaining() == Layout.INITIATION_LENGTH
                && littleEndian(datagram, datagram.position()) == Layout.INITIATION;
    }

    private static long token(ByteBuffer datagram, int offset) {
        return (littleEndian(datagram, offset) & 0xffff_ffffL) >>> INITIATION_BITS;
    }

    private static int littleEndian(ByteBuffer datagram, int offset) {
        int value = datagram.getInt(offset);
        return datagram.order() == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value);
    }
}

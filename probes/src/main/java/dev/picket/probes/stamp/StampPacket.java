package dev.picket.probes.stamp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;

/// The unauthenticated STAMP packets, 44 octets each way, in network byte order (RFC 8762 §4.2.1
/// and §4.3.1; the session identifier is RFC 8972 §3).
///
/// | octets | sender | reflector |
/// |---|---|---|
/// | 0 | sequence number | the reflector's own sequence number |
/// | 4 | timestamp | timestamp of the answer |
/// | 12 | error estimate | error estimate |
/// | 14 | session identifier | session identifier |
/// | 16 | zero | receive timestamp |
/// | 24 | zero | the sender's octets 0 to 13 |
/// | 40 | zero | the time to live the request arrived with, three octets of zero |
public final class StampPacket {

    public static final int BYTES = 44;

    /// The shortest reply that can be used: up to and with the sender's sequence number. A TWAMP
    /// Light reflector answers with 38 octets.
    static final int REPLY_BYTES_MIN = 28;
    /// The identifier of a reply whose reflector knows none.
    static final int NO_SESSION = 0;
    /// Not synchronised, NTP format, 1 · 2^22 · 2^-32 s: about a millisecond (RFC 4656 §4.1.2).
    static final int ERROR_ESTIMATE = 0x1601;
    /// The time to live to report where it is not known (RFC 5357 §4.2.1).
    static final int TTL_NOT_KNOWN = 255;

    private static final int TIMESTAMP_OFFSET = 4;
    private static final int ERROR_ESTIMATE_OFFSET = 12;
    private static final int SESSION_OFFSET = 14;
    private static final int RECEIVED_AT_OFFSET = 16;
    private static final int SENDER_SEQUENCE_OFFSET = 24;
    private static final int SENDER_TIMESTAMP_OFFSET = 28;
    private static final int SENDER_ERROR_ESTIMATE_OFFSET = 36;
    private static final int TTL_OFFSET = 40;
    private static final long UNSIGNED = 0xffff_ffffL;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private StampPacket() {}

    /// What a sender says. `sequence` is 32 bits unsigned, `session` 1 to 65535.
    public record Request(long sequence, long timestamp, int errorEstimate, int session) {}

    /// What a reflector says. `session` is [#NO_SESSION] where the reflector knows none.
    public record Reply(long sequence, int session, long senderSequence, long senderTimestamp) {}

    /// The request's 44 octets.
    public static ByteBuffer request(Request request) {
        ByteBuffer packet = ByteBuffer.allocate(BYTES);
        packet.putInt((int) request.sequence).putLong(request.timestamp)
                .putShort((short) request.errorEstimate).putShort((short) request.session);
        return packet.clear();
    }

    /// Reads a request; empty where it is too short to be one.
    public static Optional<Request> readRequest(ByteBuffer datagram) {
        if (datagram.remaining() < BYTES) {
            return Optional.empty();
        }
        ByteBuffer packet = view(datagram);
        return Optional.of(new Request(packet.getInt(0) & UNSIGNED,
                packet.getLong(TIMESTAMP_OFFSET), packet.getShort(ERROR_ESTIMATE_OFFSET) & 0xffff,
                packet.getShort(SESSION_OFFSET) & 0xffff));
    }

    /// The 44 octets a reflector answers `request` with, received and answered at `at`.
    public static ByteBuffer reply(Request request, long sequence, Instant at) {
        ByteBuffer packet = ByteBuffer.allocate(BYTES);
        long timestamp = timestamp(at);
        packet.putInt((int) sequence).putLong(timestamp).putShort((short) ERROR_ESTIMATE)
                .putShort((short) request.session);
        packet.putLong(RECEIVED_AT_OFFSET, timestamp);
        packet.putInt(SENDER_SEQUENCE_OFFSET, (int) request.sequence);
        packet.putLong(SENDER_TIMESTAMP_OFFSET, request.timestamp);
        packet.putShort(SENDER_ERROR_ESTIMATE_OFFSET, (short) request.errorEstimate);
        packet.put(TTL_OFFSET, (byte) TTL_NOT_KNOWN);
        return packet.clear();
    }

    /// Reads a reply; what a short one lacks reads as zero (RFC 8762 §4.6). Empty where the
    /// sender's sequence number is missing.
    public static Optional<Reply> readReply(ByteBuffer datagram) {
        if (datagram.remaining() < REPLY_BYTES_MIN) {
            return Optional.empty();
        }
        ByteBuffer packet = view(datagram);
        boolean hasTimestamp = packet.limit() >= SENDER_TIMESTAMP_OFFSET + Long.BYTES;
        return Optional.of(new Reply(packet.getInt(0) & UNSIGNED,
                packet.getShort(SESSION_OFFSET) & 0xffff,
                packet.getInt(SENDER_SEQUENCE_OFFSET) & UNSIGNED,
                hasTimestamp ? packet.getLong(SENDER_TIMESTAMP_OFFSET) : 0));
    }

    /// The session identifier of a datagram that is long enough.
    static int sessionOf(ByteBuffer datagram) {
        return unsignedShort(datagram, SESSION_OFFSET);
    }

    /// The low 16 bits of the timestamp a reply sends back; zero where it is too short for one.
    static int senderTimestampLow(ByteBuffer datagram) {
        return datagram.remaining() < SENDER_TIMESTAMP_OFFSET + Long.BYTES
                ? 0
                : unsignedShort(datagram, SENDER_TIMESTAMP_OFFSET + Long.BYTES - Short.BYTES);
    }

    private static int unsignedShort(ByteBuffer datagram, int offset) {
        int at = datagram.position() + offset;
        return ((datagram.get(at) & 0xff) << 8) | (datagram.get(at + 1) & 0xff);
    }

    /// The datagram from its position on, big-endian; its own position stays.
    private static ByteBuffer view(ByteBuffer datagram) {
        return datagram.position() == 0 && datagram.order() == ByteOrder.BIG_ENDIAN
                ? datagram
                : datagram.slice().order(ByteOrder.BIG_ENDIAN);
    }

    /// `instant` in the 64-bit NTP format (RFC 5905 §6): seconds since 1900 and their fraction. The
    /// era wraps in 2036, which only differences survive; nothing here compares across it.
    public static long timestamp(Instant instant) {
        return timestamp(instant, 0);
    }

    /// The moment `laterNanos` (not negative) after `instant`.
    static long timestamp(Instant instant, long laterNanos) {
        long nanos = instant.getNano() + laterNanos;
        long seconds = instant.getEpochSecond() + nanos / NANOS_PER_SECOND + 2_208_988_800L;
        long fraction = ((nanos % NANOS_PER_SECOND) << 32) / NANOS_PER_SECOND;
        return (seconds << 32) | fraction;
    }
}

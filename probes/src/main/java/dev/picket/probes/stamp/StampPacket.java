package dev.picket.probes.stamp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;

/// The STAMP packets in network byte order, as [StampLayout] tells; extensions follow the base
/// packet.
public final class StampPacket {

    /// The length of an open packet without extensions.
    public static final int BYTES = 44;

    /// The identifier of a reply whose reflector knows none.
    static final int NO_SESSION = 0;
    /// Not synchronised, NTP format, 1 · 2^22 · 2^-32 s: about a millisecond (RFC 4656 §4.1.2).
    static final int ERROR_ESTIMATE = 0x1601;
    /// The time to live to report where it is not known (RFC 5357 §4.2.1).
    static final int TTL_NOT_KNOWN = 255;

    /// The bit of an error estimate that tells the truncated PTP format (RFC 8186 §2.3).
    private static final int PTP_FORMAT = 0x4000;
    private static final long UNSIGNED = 0xffff_ffffL;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /// Seconds from 1900, where NTP counts from, to 1970.
    private static final long NTP_TO_EPOCH_SECONDS = 2_208_988_800L;

    private StampPacket() {}

    /// What a sender says. `sequence` is 32 bits unsigned, `session` 1 to 65535.
    public record Request(long sequence, long timestamp, int errorEstimate, int session) {}

    /// What a reflector says. `session` is [#NO_SESSION] where the reflector knows none;
    /// `senderTtl` is what was left of the request's hop limit, negative where it does not say.
    public record Reply(long sequence, int session, long senderSequence, long senderTimestamp,
            int senderTtl) {}

    /// An open request's 44 octets.
    public static ByteBuffer request(Request request) {
        return request(StampLayout.OPEN, request, 0);
    }

    /// A request with room for `extensions` octets more; not yet signed.
    static ByteBuffer request(StampLayout layout, Request request, int extensions) {
        ByteBuffer packet = ByteBuffer.allocate(layout.bytes() + extensions);
        return packet.putInt(0, (int) request.sequence)
                .putLong(layout.timestamp(), request.timestamp)
                .putShort(layout.errorEstimate(), (short) request.errorEstimate)
                .putShort(layout.session(), (short) request.session);
    }

    /// Reads an open request; empty where it is too short to be one.
    public static Optional<Request> readRequest(ByteBuffer datagram) {
        return readRequest(StampLayout.OPEN, datagram);
    }

    static Optional<Request> readRequest(StampLayout layout, ByteBuffer datagram) {
        if (datagram.remaining() < layout.bytes()) {
            return Optional.empty();
        }
        ByteBuffer packet = view(datagram);
        return Optional.of(new Request(packet.getInt(0) & UNSIGNED,
                packet.getLong(layout.timestamp()),
                packet.getShort(layout.errorEstimate()) & 0xffff,
                packet.getShort(layout.session()) & 0xffff));
    }

    /// The 44 octets a reflector answers an open `request` with, received and answered at `at`.
    public static ByteBuffer reply(Request request, long sequence, Instant at) {
        return reply(StampLayout.OPEN, request, new Answer(sequence, at, TTL_NOT_KNOWN), 0);
    }

    /// What a reflector adds: its own sequence number, when it received and answered, and the time
    /// to live the request arrived with.
    record Answer(long sequence, Instant at, int ttl) {}

    /// A reply with room for `extensions` octets more; not yet signed.
    static ByteBuffer reply(StampLayout layout, Request request, Answer answer, int extensions) {
        long timestamp = timestamp(answer.at);
        return request(layout,
                new Request(answer.sequence, timestamp, ERROR_ESTIMATE, request.session),
                extensions).putLong(layout.receivedAt(), timestamp)
                .putInt(layout.senderSequence(), (int) request.sequence)
                .putLong(layout.senderTimestamp(), request.timestamp)
                .putShort(layout.senderErrorEstimate(), (short) request.errorEstimate)
                .put(layout.ttl(), (byte) answer.ttl);
    }

    /// Reads an open reply; what a short one lacks reads as zero (RFC 8762 §4.6). Empty where the
    /// sender's sequence number is missing.
    public static Optional<Reply> readReply(ByteBuffer datagram) {
        return readReply(StampLayout.OPEN, datagram);
    }

    static Optional<Reply> readReply(StampLayout layout, ByteBuffer datagram) {
        if (datagram.remaining() < layout.replyBytesMin()) {
            return Optional.empty();
        }
        ByteBuffer packet = view(datagram);
        boolean hasTimestamp = packet.limit() >= layout.senderTimestamp() + Long.BYTES;
        return Optional.of(new Reply(packet.getInt(0) & UNSIGNED,
                packet.getShort(layout.session()) & 0xffff,
                packet.getInt(layout.senderSequence()) & UNSIGNED,
                hasTimestamp ? packet.getLong(layout.senderTimestamp()) : 0,
                ttl(layout, packet)));
    }

    /// No packet that was forwarded arrives with 255, or with 0.
    private static int ttl(StampLayout layout, ByteBuffer packet) {
        int ttl = packet.limit() > layout.ttl() ? packet.get(layout.ttl()) & 0xff : 0;
        return ttl == 0 || ttl == TTL_NOT_KNOWN ? -1 : ttl;
    }

    /// The session identifier of a reply that is long enough.
    static int sessionOf(StampLayout layout, ByteBuffer datagram) {
        return unsignedShort(datagram, layout.session());
    }

    /// The low 16 bits of the timestamp a reply sends back; zero where it is too short for one.
    static int senderTimestampLow(StampLayout layout, ByteBuffer datagram) {
        int end = layout.senderTimestamp() + Long.BYTES;
        return datagram.remaining() < end ? 0 : unsignedShort(datagram, end - Short.BYTES);
    }

    /// How far a request's timestamp lies from `at`, in seconds.
    static long secondsApart(Request request, Instant at) {
        boolean ptp = (request.errorEstimate & PTP_FORMAT) != 0;
        long seconds = at.getEpochSecond() + (ptp ? 0 : NTP_TO_EPOCH_SECONDS);
        // Both count modulo 2^32: the difference is right across the wrap of 2036.
        return Math.abs((long) (int) ((request.timestamp >>> 32) - seconds));
    }

    private static int unsignedShort(ByteBuffer datagram, int offset) {
        int at = datagram.position() + offset;
        return ((datagram.get(at) & 0xff) << 8) | (datagram.get(at + 1) & 0xff);
    }

    /// The datagram from its position on, big-endian; its own position stays.
    static ByteBuffer view(ByteBuffer datagram) {
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
        long seconds = instant.getEpochSecond() + nanos / NANOS_PER_SECOND
                + NTP_TO_EPOCH_SECONDS;
        long fraction = ((nanos % NANOS_PER_SECOND) << 32) / NANOS_PER_SECOND;
        return (seconds << 32) | fraction;
    }
}

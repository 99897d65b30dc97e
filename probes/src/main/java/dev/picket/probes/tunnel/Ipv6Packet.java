package dev.picket.probes.tunnel;

import java.nio.ByteBuffer;
import java.util.Optional;

/// An IPv6 packet (RFC 8200 §3) without extension headers, which nobody puts into a tunnel of ours:
/// one that has them carries a protocol we do not ask for.
///
/// ```
/// 0 version, class, flow   4:2 payload length   6 protocol   7 hop limit
/// 8:16 source   24:16 destination   40 payload
/// ```
///
/// @param payload what follows the header, without the tunnel's padding; read by position only
record Ipv6Packet(Ipv6Address source, Ipv6Address destination, int protocol,
        ByteBuffer payload) {

    static final int HEADER_BYTES = 40;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMP = 58;

    private static final int LENGTH_AT = 4;
    private static final int PROTOCOL_AT = 6;
    private static final int HOP_LIMIT_AT = 7;
    private static final int SOURCE_AT = 8;
    private static final int DESTINATION_AT = 24;
    private static final byte VERSION = 0x60;
    private static final byte HOP_LIMIT = 64;

    /// What stands in `bytes`; empty where it is no whole packet.
    static Optional<Ipv6Packet> read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (!isHeader(buffer)) {
            return Optional.empty();
        }
        int length = buffer.getShort(LENGTH_AT) & 0xffff;
        return length > bytes.length - HEADER_BYTES
                ? Optional.empty()
                : Optional.of(headed(buffer, length));
    }

    /// What an ICMPv6 error quotes of a packet, mostly its beginning alone.
    static Optional<Ipv6Packet> readQuoted(ByteBuffer quoted) {
        return isHeader(quoted)
                ? Optional.of(headed(quoted, quoted.limit() - HEADER_BYTES))
                : Optional.empty();
    }

    private static boolean isHeader(ByteBuffer buffer) {
        return buffer.limit() >= HEADER_BYTES && (buffer.get(0) & 0xf0) == VERSION;
    }

    private static Ipv6Packet headed(ByteBuffer buffer, int length) {
        return new Ipv6Packet(Ipv6Address.read(buffer, SOURCE_AT),
                Ipv6Address.read(buffer, DESTINATION_AT), buffer.get(PROTOCOL_AT) & 0xff,
                buffer.slice(HEADER_BYTES, length));
    }

    /// A packet with its checksum written into the payload's octets from `checksumAt` on.
    static byte[] write(Flow flow, int protocol, ByteBuffer payload, int checksumAt) {
        Ipv6Packet packet = new Ipv6Packet(flow.own(), flow.other(), protocol, payload);
        payload.putShort(checksumAt, (short) 0);
        int checksum = packet.checksum();
        // In UDP zero would mean that there is none (RFC 8200 §8.1).
        payload.putShort(checksumAt, (short) (checksum == 0 && protocol == UDP
                ? 0xffff
                : checksum));
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + payload.limit());
        bytes.put(0, VERSION).putShort(LENGTH_AT, (short) payload.limit())
                .put(PROTOCOL_AT, (byte) protocol).put(HOP_LIMIT_AT, HOP_LIMIT);
        flow.own().write(bytes, SOURCE_AT);
        flow.other().write(bytes, DESTINATION_AT);
        bytes.put(HEADER_BYTES, payload, 0, payload.limit());
        return bytes.array();
    }

    /// Whose packet it is.
    record Flow(Ipv6Address own, Ipv6Address other) {}

    /// Whether it came from the other end of `flow` and nothing in it changed on the way.
    boolean isOf(Flow flow) {
        return source.equals(flow.other()) && destination.equals(flow.own()) && isIntact();
    }

    boolean isIntact() {
        return checksum() == 0;
    }

    /// The checksum over the pseudo-header (RFC 8200 §8.1) and the payload, its own field taken as
    /// it stands: of a payload with that field zero it is what belongs there, of a whole one zero.
    int checksum() {
        long sum = halves(source.high()) + halves(source.low()) + halves(destination.high())
                + halves(destination.low()) + payload.limit() + protocol;
        int at = 0;
        for (; at + 1 < payload.limit(); at += Short.BYTES) {
            sum += payload.getShort(at) & 0xffff;
        }
        if (at < payload.limit()) {
            sum += (payload.get(at) & 0xff) << Byte.SIZE;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> Short.SIZE);
        }
        return (int) ~sum & 0xffff;
    }

    private static long halves(long octets) {
        return (octets >>> 48) + (octets >>> 32 & 0xffff) + (octets >>> 16 & 0xffff)
                + (octets & 0xffff);
    }
}

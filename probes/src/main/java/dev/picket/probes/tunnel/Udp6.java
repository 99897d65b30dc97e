package dev.picket.probes.tunnel;

import java.nio.ByteBuffer;
import java.util.Optional;

/// UDP (RFC 768) over IPv6: two ports, a length, a checksum.
final class Udp6 {

    private static final int HEADER_BYTES = 8;
    private static final int PORT_AT = 2;
    private static final int LENGTH_AT = 4;
    private static final int CHECKSUM_AT = 6;

    private Udp6() {}

    /// The two ends' ports, of UDP or TCP.
    record Ports(int own, int other) {

        /// Those a datagram or segment begins with, as its sender sees them.
        static Ports of(ByteBuffer payload) {
            return new Ports(payload.getShort(0) & 0xffff, payload.getShort(PORT_AT) & 0xffff);
        }

        Ports turned() {
            return new Ports(/* own= */ other, /* other= */ own);
        }
    }

    static byte[] write(Ipv6Packet.Flow flow, Ports ports, byte[] data) {
        ByteBuffer datagram = ByteBuffer.allocate(HEADER_BYTES + data.length);
        datagram.putShort(0, (short) ports.own()).putShort(PORT_AT, (short) ports.other())
                .putShort(LENGTH_AT, (short) datagram.limit()).put(HEADER_BYTES, data);
        return Ipv6Packet.write(flow, Ipv6Packet.UDP, datagram, CHECKSUM_AT);
    }

    /// The data of a datagram between these ports; empty where `packet` is none.
    static Optional<ByteBuffer> read(Ipv6Packet packet, Ports ports) {
        ByteBuffer bytes = packet.payload();
        boolean fits = isBetween(packet, ports) && bytes.limit() >= HEADER_BYTES
                && (bytes.getShort(LENGTH_AT) & 0xffff) == bytes.limit()
                && bytes.getShort(CHECKSUM_AT) != 0;
        return fits
                ? Optional.of(bytes.slice(HEADER_BYTES, bytes.limit() - HEADER_BYTES))
                : Optional.empty();
    }

    /// Whether a datagram, or what is quoted of one, is between these ports as its sender sees
    /// them.
    static boolean isBetween(Ipv6Packet packet, Ports ports) {
        return packet.protocol() == Ipv6Packet.UDP && packet.payload().limit() >= LENGTH_AT
                && Ports.of(packet.payload()).equals(ports);
    }
}

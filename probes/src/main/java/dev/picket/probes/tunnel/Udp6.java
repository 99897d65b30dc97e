package dev.picket.probes.tunnel;

import java.nio.ByteBuffer;

/// UDP (RFC 768) over IPv6: two ports, a length, a checksum.
final class Udp6 {

    static final int HEADER_BYTES = 8;
    private static final int PORT_AT = 2;
    private static final int LENGTH_AT = 4;
    private static final int CHECKSUM_AT = 6;

    private Udp6() {}

    /// The two ends' ports.
    record Ports(int own, int other) {}

    static byte[] write(Ipv6Packet.Flow flow, Ports ports, byte[] data) {
        ByteBuffer datagram = ByteBuffer.allocate(HEADER_BYTES + data.length);
        datagram.putShort(0, (short) ports.own()).putShort(PORT_AT, (short) ports.other())
                .putShort(LENGTH_AT, (short) datagram.limit()).put(HEADER_BYTES, data);
        return Ipv6Packet.write(flow, Ipv6Packet.UDP, datagram, CHECKSUM_AT);
    }
}

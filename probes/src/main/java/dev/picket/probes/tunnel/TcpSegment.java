package dev.picket.probes.tunnel;

import java.nio.ByteBuffer;
import java.util.Optional;

/// A TCP segment (RFC 9293 §3.1). Options are skipped when read; the one written is the maximum
/// segment size, with a SYN.
///
/// ```
/// 0:2 source port   2:2 destination port   4:4 sequence   8:4 acknowledgment
/// 12 data offset (4 bits)   13 flags   14:2 window   16:2 checksum   18:2 urgent   20 options
/// ```
///
/// @param sequence and `acknowledgment` count modulo 2^32
/// @param flags of those below
/// @param data read by position only
record TcpSegment(Udp6.Ports ports, int sequence, int acknowledgment, int flags,
        ByteBuffer data) {

    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int PSH = 8;
    static final int ACK = 16;

    /// Octets of data a segment to us may have: what fits 1,280 octets of IPv6.
    static final int DATA_MAX = 1_220;
    /// Octets we take at once; it never changes, because all that comes is taken at once.
    static final int WINDOW = 8_192;

    private static final int HEADER_BYTES = 20;
    private static final int OPTION_BYTES = 4;
    private static final int OPTION = 0x0204_0000;
    private static final int OFFSET_AT = 12;
    private static final int OFFSET_SHIFT = 4;
    private static final int FLAGS_AT = 13;
    private static final int WINDOW_AT = 14;
    private static final int CHECKSUM_AT = 16;
    private static final int WORD = 4;

    /// The segment in `packet`; empty where there is none.
    static Optional<TcpSegment> read(Ipv6Packet packet) {
        ByteBuffer bytes = packet.payload();
        if (packet.protocol() != Ipv6Packet.TCP || bytes.limit() < HEADER_BYTES) {
            return Optional.empty();
        }
        int offset = (bytes.get(OFFSET_AT) & 0xf0) >>> OFFSET_SHIFT;
        int header = offset * WORD;
        if (header < HEADER_BYTES || header > bytes.limit()) {
            return Optional.empty();
        }
        return Optional.of(new TcpSegment(Udp6.Ports.of(bytes), bytes.getInt(4), bytes.getInt(8),
                bytes.get(FLAGS_AT) & 0xff, bytes.slice(header, bytes.limit() - header)));
    }

    /// The ports of a segment of ours that an error quotes the beginning of.
    static Optional<Udp6.Ports> quotedPorts(Ipv6Packet quoted) {
        return quoted.protocol() == Ipv6Packet.TCP && quoted.payload().limit() >= WORD
                ? Optional.of(Udp6.Ports.of(quoted.payload()))
                : Optional.empty();
    }

    byte[] packet(Ipv6Packet.Flow flow) {
        boolean opening = has(SYN);
        int header = HEADER_BYTES + (opening ? OPTION_BYTES : 0);
        ByteBuffer bytes = ByteBuffer.allocate(header + data.limit());
        bytes.putShort(0, (short) ports.own()).putShort(2, (short) ports.other())
                .putInt(4, sequence).putInt(8, acknowledgment)
                .put(OFFSET_AT, (byte) ((header / WORD) << OFFSET_SHIFT))
                .put(FLAGS_AT, (byte) flags).putShort(WINDOW_AT, (short) WINDOW);
        if (opening) {
            bytes.putInt(HEADER_BYTES, OPTION | DATA_MAX);
        }
        bytes.put(header, data, 0, data.limit());
        return Ipv6Packet.write(flow, Ipv6Packet.TCP, bytes, CHECKSUM_AT);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /// The sequence number after its data.
    int end() {
        return sequence + data.limit();
    }
}

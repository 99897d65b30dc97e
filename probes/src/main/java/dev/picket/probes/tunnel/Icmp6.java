package dev.picket.probes.tunnel;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The messages of ICMPv6 (RFC 4443) that a ladder sends or understands.
final class Icmp6 {

    /// Octets before an echo's data.
    static final int HEADER_BYTES = 8;
    private static final int CHECKSUM_AT = 2;
    private static final int IDENTIFIER_AT = 4;
    private static final int SEQUENCE_AT = 6;
    private static final int UNREACHABLE = 1;
    private static final int TOO_BIG = 2;
    private static final int TIME_EXCEEDED = 3;
    private static final int PARAMETER_PROBLEM = 4;
    private static final int REQUEST = 128;
    private static final int REPLY = 129;

    private Icmp6() {}

    /// An echo message: identifier, sequence number, and data that begins with a mark (§4).
    ///
    /// @param bytes of the whole IPv6 packet
    record Echo(int identifier, int sequence, long mark, int bytes) {

        byte[] request(Ipv6Packet.Flow flow) {
            ByteBuffer message = ByteBuffer.allocate(bytes - Ipv6Packet.HEADER_BYTES);
            message.put(0, (byte) REQUEST).putShort(IDENTIFIER_AT, (short) identifier)
                    .putShort(SEQUENCE_AT, (short) sequence).putLong(HEADER_BYTES, mark);
            return Ipv6Packet.write(flow, Ipv6Packet.ICMP, message, CHECKSUM_AT);
        }

        /// The reply in `packet`; empty where there is none.
        static Optional<Echo> reply(Ipv6Packet packet) {
            return read(packet, REPLY);
        }

        /// The request in a packet of ours.
        static Optional<Echo> request(Ipv6Packet packet) {
            return read(packet, REQUEST);
        }

        private static Optional<Echo> read(Ipv6Packet packet, int type) {
            ByteBuffer message = packet.payload();
            if (packet.protocol() != Ipv6Packet.ICMP
                    || message.limit() < HEADER_BYTES + Long.BYTES
                    || (message.get(0) & 0xff) != type || message.get(1) != 0) {
                return Optional.empty();
            }
            return Optional.of(new Echo(message.getShort(IDENTIFIER_AT) & 0xffff,
                    message.getShort(SEQUENCE_AT) & 0xffff, message.getLong(HEADER_BYTES),
                    Ipv6Packet.HEADER_BYTES + message.limit()));
        }
    }

    /// An error (§3).
    ///
    /// @param words what it says, for people
    /// @param quoted the beginning of the packet it speaks of
    record Failure(String words, Ipv6Packet quoted) {

        /// The error in an intact `packet`, from whatever router; empty where there is none.
        static Optional<Failure> read(Ipv6Packet packet) {
            ByteBuffer message = packet.payload();
            if (packet.protocol() != Ipv6Packet.ICMP || message.limit() < HEADER_BYTES
                    || !packet.isIntact()) {
                return Optional.empty();
            }
            int code = message.get(1);
            Optional<String> words = switch (message.get(0) & 0xff) {
                case UNREACHABLE -> Optional.of(unreachable(code));
                case TOO_BIG -> Optional.of("packet too big");
                case TIME_EXCEEDED -> Optional.of("hop limit exceeded");
                case PARAMETER_PROBLEM -> Optional.of("parameter problem");
                default -> Optional.empty();
            };
            return words.flatMap(said -> Ipv6Packet
                    .readQuoted(message.slice(HEADER_BYTES, message.limit() - HEADER_BYTES))
                    .map(quoted -> new Failure(said, quoted)));
        }

        private static String unreachable(int code) {
            return switch (code) {
                case 0 -> "no route";
                case 1 -> "administratively prohibited";
                case 3 -> "address unreachable";
                case 4 -> "port unreachable";
                default -> "destination unreachable, code " + code;
            };
        }
    }
}

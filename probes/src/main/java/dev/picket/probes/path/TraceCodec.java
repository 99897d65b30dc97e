package dev.picket.probes.path;

import dev.picket.probes.icmp.IcmpEcho;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The octets of a trace's packets, and which packet an answer is about.
///
/// Paris traceroute (Augustin et al., IMC 2006): what routers choose a way by is the same in every
/// packet of a flow. By UDP a flow is a source port, one for each socket, towards one port of the
/// target; the packet's number is in its data. By ICMP routers look at type, code, checksum and
/// identifier: the identifier is the socket's, and a word in the data keeps the checksum what it
/// is, whatever the number. Refused: a port for each hop limit (classic traceroute), which makes
/// every hop a guess at another way.
///
/// A router that quotes no more than eight octets of a UDP packet leaves its number out; its answer
/// cannot be placed and is counted apart. By ICMP those eight hold the sequence number.
public sealed interface TraceCodec {

    ByteBuffer packet(TracePacket packet);

    /// The packet an error quotes, or an echo reply answers.
    Optional<TracePacket> read(ByteBuffer octets);

    /// Whether an error quotes too little to tell which packet it is about.
    boolean isCutShort(ByteBuffer quoted);

    /// By UDP, to a port where nothing listens.
    record Udp(long token) implements TraceCodec {

        /// The first port of classic traceroute.
        public static final int PORT = 33_434;
        static final int BYTES = 32;
        private static final int NUMBER_AT = 8;

        @Override
        public ByteBuffer packet(TracePacket packet) {
            return ByteBuffer.allocate(BYTES).putLong(0, token).putInt(NUMBER_AT,
                    packet.number());
        }

        @Override
        public Optional<TracePacket> read(ByteBuffer octets) {
            int at = octets.position();
            return octets.remaining() >= NUMBER_AT + Integer.BYTES
                    && octets.getLong(at) == token && octets.getInt(at + NUMBER_AT) >= 0
                            ? Optional.of(TracePacket.of(octets.getInt(at + NUMBER_AT)))
                            : Optional.empty();
        }

        @Override
        public boolean isCutShort(ByteBuffer quoted) {
            return quoted.remaining() < NUMBER_AT + Integer.BYTES;
        }
    }

    /// By ICMP echo.
    record Echo(long token, boolean six) implements TraceCodec {

        @Override
        public ByteBuffer packet(TracePacket packet) {
            return IcmpEcho.withChecksum(new IcmpEcho(token, packet.number()), six,
                    0x5049 + packet.flow());
        }

        @Override
        public Optional<TracePacket> read(ByteBuffer octets) {
            Optional<IcmpEcho> whole = IcmpEcho.quotedRequest(octets)
                    .or(() -> IcmpEcho.reply(octets));
            if (whole.isPresent()) {
                return whole.filter(echo -> echo.token() == token)
                        .map(echo -> TracePacket.of((int) echo.number() & Integer.MAX_VALUE));
            }
            // Sequence numbers begin again after 65,536 packets: 64 rounds. An older answer than
            // that has long been counted as lost.
            int sequence = IcmpEcho.quotedSequence(octets);
            return sequence < 0 ? Optional.empty() : Optional.of(TracePacket.of(sequence));
        }

        @Override
        public boolean isCutShort(ByteBuffer quoted) {
            return IcmpEcho.quotedSequence(quoted) < 0;
        }
    }
}

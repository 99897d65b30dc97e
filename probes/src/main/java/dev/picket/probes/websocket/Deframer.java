package dev.picket.probes.websocket;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Takes packets out of a stream in which each follows its own length, of four octets, the highest
/// first. Where frames begin and end says nothing: a packet may come in many, many in one. Holds
/// no more than one packet. Pure.
final class Deframer {

    /// Octets of a packet. A tunnel's own are at most 2,000: flyctl reads no longer ones.
    static final int PACKET_BYTES_MAX = 4_096;

    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private ByteBuffer packet = ByteBuffer.allocate(0);
    private Optional<Taken> broken = Optional.empty();

    /// What stood in the stream.
    sealed interface Taken {

        /// A packet, ready to be read.
        record Packet(ByteBuffer bytes) implements Taken {}

        /// A packet without octets: the other end has nothing to say and is there.
        record Idle() implements Taken {}

        /// A length no packet has; where the next one would begin is not known.
        record Broken(long length) implements Taken {}
    }

    /// The next of what stands in the stream, from which `bytes` follow; empty where they are used
    /// up first. Once broken, always broken.
    Optional<Taken> next(ByteBuffer bytes) {
        if (broken.isPresent()) {
            return broken;
        }
        if (length.hasRemaining()) {
            move(bytes, length);
            if (length.hasRemaining()) {
                return Optional.empty();
            }
            long octets = Integer.toUnsignedLong(length.getInt(0));
            if (octets > PACKET_BYTES_MAX) {
                broken = Optional.of(new Taken.Broken(octets));
                return broken;
            }
            packet = ByteBuffer.allocate((int) octets);
        }
        move(bytes, packet);
        if (packet.hasRemaining()) {
            return Optional.empty();
        }
        length.clear();
        return Optional.of(packet.capacity() == 0
                ? new Taken.Idle()
                : new Taken.Packet(packet.flip()));
    }

    private static void move(ByteBuffer from, ByteBuffer to) {
        int octets = Math.min(from.remaining(), to.remaining());
        to.put(to.position(), from, from.position(), octets);
        to.position(to.position() + octets);
        from.position(from.position() + octets);
    }
}

package dev.picket.probes.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes in the stream: nothing is thrown, nothing longer than a packet is held, and no
/// octet is read twice. The first octet of an input is the length of the pieces it is cut into.
final class DeframerFuzzTest {

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void takesWhatItIsGiven(byte[] input) {
        Deframer deframer = new Deframer();
        int piece = input.length == 0 ? 1 : Math.max(1, input[0] & 255);
        long octets = 0;
        boolean broken = false;
        for (int at = 1; at < input.length && !broken; at += piece) {
            ByteBuffer bytes = ByteBuffer.wrap(input, at, Math.min(piece, input.length - at));
            Optional<Deframer.Taken> next = deframer.next(bytes);
            while (next.isPresent() && !broken) {
                octets += Integer.BYTES;
                switch (next.get()) {
                    case Deframer.Taken.Packet(ByteBuffer packet) -> {
                        assertThat(packet.remaining()).isBetween(1, Deframer.PACKET_BYTES_MAX);
                        octets += packet.remaining();
                    }
                    case Deframer.Taken.Idle() -> assertThat(octets).isPositive();
                    case Deframer.Taken.Broken(long length) -> {
                        assertThat(length).isGreaterThan(Deframer.PACKET_BYTES_MAX);
                        broken = true;
                    }
                }
                next = deframer.next(bytes);
            }
            assertThat(broken || !bytes.hasRemaining()).isTrue();
        }
        assertThat(octets).isLessThanOrEqualTo(input.length);
    }

    static Stream<byte[]> seeds() {
        return Stream.of(new byte[]{1, 0, 0, 0, 2, 7, 7}, new byte[]{9, 0, 0, 0, 0, 0, 0, 0, 1, 5},
                new byte[]{3, 'H', 'T', 'T', 'P'}, new byte[]{2, 0, 0, 16, 0, 1},
                new byte[]{4, 0, 0, 16, 1});
    }
}

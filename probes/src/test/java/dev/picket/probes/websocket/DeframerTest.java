package dev.picket.probes.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeframerTest {

    private static final int ROUNDS = 50;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void takesTheSamePacketsHoweverTheStreamIsCut(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<byte[]> sent = new ArrayList<>();
            ByteBuffer stream = ByteBuffer.allocate(1 << 16);
            for (int i = random.nextInt(8); i >= 0; i--) {
                byte[] packet = new byte[random.nextInt(3) == 0
                        ? 0
                        : random.nextInt(Deframer.PACKET_BYTES_MAX + 1)];
                random.nextBytes(packet);
                sent.add(packet);
                stream.putInt(packet.length).put(packet);
            }
            stream.flip();

            List<byte[]> taken = new ArrayList<>();
            Deframer deframer = new Deframer();
            int pieceMax = 1 + random.nextInt(random.nextBoolean() ? 3 : 5_000);
            while (stream.hasRemaining()) {
                byte[] piece = new byte[Math.min(stream.remaining(),
                        1 + random.nextInt(pieceMax))];
                stream.get(piece);
                taken.addAll(takeAll(deframer, ByteBuffer.wrap(piece)));
            }

            assertThat(taken).usingElementComparator(java.util.Arrays::compare)
                    .containsExactlyElementsOf(sent);
        }
    }

    private static List<byte[]> takeAll(Deframer deframer, ByteBuffer piece) {
        List<byte[]> taken = new ArrayList<>();
        for (Optional<Deframer.Taken> next = deframer.next(piece); next
                .isPresent(); next = deframer.next(piece)) {
            taken.add(switch (next.get()) {
                case Deframer.Taken.Packet(ByteBuffer bytes) -> {
                    byte[] packet = new byte[bytes.remaining()];
                    bytes.get(packet);
                    yield packet;
                }
                case Deframer.Taken.Idle() -> new byte[0];
                case Deframer.Taken.Broken(long length) -> throw new AssertionError(length);
            });
        }
        return taken;
    }

    @Test
    void aLengthNoPacketHasEndsTheStreamForGood() {
        Deframer deframer = new Deframer();
        ByteBuffer text = ByteBuffer.wrap(new byte[]{'H', 'T', 'T', 'P', 0, 0, 0, 0});

        assertThat(deframer.next(text)).contains(new Deframer.Taken.Broken(0x48545450L));
        assertThat(deframer.next(text)).contains(new Deframer.Taken.Broken(0x48545450L));
    }

    @Test
    void theLongestPacketIsTakenAndOneOctetMoreIsNot() {
        ByteBuffer longest = ByteBuffer.allocate(4).putInt(0, Deframer.PACKET_BYTES_MAX);
        ByteBuffer longer = ByteBuffer.allocate(4).putInt(0, Deframer.PACKET_BYTES_MAX + 1);

        assertThat(new Deframer().next(longest)).isEmpty();
        assertThat(new Deframer().next(longer))
                .contains(new Deframer.Taken.Broken(Deframer.PACKET_BYTES_MAX + 1L));
        assertThat(new Deframer().next(ByteBuffer.wrap(new byte[]{-1, -1, -1, -1})))
                .contains(new Deframer.Taken.Broken(0xffff_ffffL));
    }
}

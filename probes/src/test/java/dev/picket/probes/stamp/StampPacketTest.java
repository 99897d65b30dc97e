package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StampPacketTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void theRequestHasTheOctetsOfTheStandard() {
        var request = new StampPacket.Request(0x01020304L, 0x1112131415161718L, 0x1601, 0xbeef);

        // Sequence, timestamp, error estimate, session identifier, 28 octets of zero.
        assertThat(hex(StampPacket.request(request))).isEqualTo(
                "01020304" + "1112131415161718" + "1601" + "beef" + "00".repeat(28));
    }

    @Test
    void theReplyHasTheOctetsOfTheStandard() {
        var request = new StampPacket.Request(0x01020304L, 0x1112131415161718L, 0x1601, 0xbeef);

        ByteBuffer reply = StampPacket.reply(request, 7, Instant.ofEpochSecond(0, 500_000_000));

        // 1970-01-01T00:00:00.5 is 2,208,988,800.5 s after 1900: 83aa7e80 and a half, 80000000.
        String stamp = "83aa7e8080000000";
        // Own sequence, timestamp, estimate, session, receive timestamp, the request's first 14
        // octets, two of zero, time to live 255, three of zero.
        assertThat(hex(reply)).isEqualTo("00000007" + stamp + "1601" + "beef" + stamp + "01020304"
                + "1112131415161718" + "1601" + "0000" + "ff" + "000000");
    }

    @Test
    void readsBackWhatItWrote() {
        long seed = 7_620_862L;
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            var request = new StampPacket.Request(random.nextLong(1L << 32), random.nextLong(),
                    random.nextInt(1 << 16), random.nextInt(1 << 16));
            long sequence = random.nextLong(1L << 32);

            assertThat(StampPacket.readRequest(StampPacket.request(request))).as("seed " + seed)
                    .contains(request);
            assertThat(StampPacket.readReply(StampPacket.reply(request, sequence, Instant.EPOCH)))
                    .as("seed " + seed).contains(new StampPacket.Reply(sequence,
                            request.session(), request.sequence(), request.timestamp(), -1));
        }
    }

    @Test
    void readsTheShortReplyOfATwampLightReflector() {
        // 24 octets of its own with no session identifier, then the first 14 of ours: 38.
        ByteBuffer reply = ByteBuffer.wrap(HEX.parseHex("00000005" + "83aa7e8080000000" + "1601"
                + "0000" + "83aa7e8080000000" + "00000009" + "111213141516beef" + "1601"));

        assertThat(reply.remaining()).isEqualTo(38);
        assertThat(StampPacket.readReply(reply))
                .contains(new StampPacket.Reply(5, 0, 9, 0x111213141516beefL, -1));
        assertThat(new StampDemultiplexer().tokenOf(reply)).isEqualTo(0xbeef);
    }

    @Test
    void readsNothingFromWhatIsTooShort() {
        assertThat(StampPacket.readRequest(ByteBuffer.allocate(43))).isEmpty();
        assertThat(StampPacket.readReply(ByteBuffer.allocate(27))).isEmpty();
        assertThat(new StampDemultiplexer().tokenOf(ByteBuffer.allocate(27))).isEqualTo(-1);
        assertThat(new StampDemultiplexer().tokenOf(ByteBuffer.allocate(44))).isEqualTo(-1);
    }

    @Test
    void theTokenIsReadWithoutMovingTheDatagram() {
        var request = new StampPacket.Request(1, 2, 3, 4);
        ByteBuffer reply = StampPacket.reply(request, 9, Instant.EPOCH);

        assertThat(new StampDemultiplexer().tokenOf(reply)).isEqualTo(4);
        assertThat(reply.position()).isZero();
    }

    private static String hex(ByteBuffer packet) {
        byte[] octets = new byte[packet.remaining()];
        packet.get(octets);
        return HEX.formatHex(octets);
    }
}

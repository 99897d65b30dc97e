package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.stamp.StampReflector.Silence;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The authenticated mode. The tags of the vectors were computed by Python's hmac module.
final class StampAuthenticatedTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final StampKey KEY = StampKey
            .of(HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
    private static final InetSocketAddress FROM = new InetSocketAddress("198.51.100.7", 40_001);
    private static final Instant WALL = Instant.ofEpochSecond(0, 500_000_000);
    private static final long STAMP = 0x83aa_7e80_8000_0000L;

    private final StampReflector reflector = new StampReflector(862,
            new ReflectorRules(Optional.of(KEY), true, List.of()));
    private final StampCodec codec = new StampCodec(Optional.of(KEY), false);

    @Test
    void theRequestHasTheOctetsOfTheStandard() {
        ByteBuffer request = codec.request(
                new StampPacket.Request(0x01020304L, 0xed00000000000000L, 0x1601, 0xbeef), 1);

        assertThat(hex(request)).isEqualTo("01020304" + "00".repeat(12) + "ed00000000000000"
                + "1601beef" + "00".repeat(68) + "6d42f2c581eb484d712e6ba9a6db8470");
    }

    @Test
    void theReplyHasTheOctetsOfTheStandard() {
        var request = new StampPacket.Request(0x01020304L, 0xed00000000000000L, 0x1601, 0xbeef);
        ByteBuffer reply = StampPacket.reply(StampLayout.AUTHENTICATED, request,
                new StampPacket.Answer(7, WALL, 255), 0);
        new StampSigner(KEY).sign(reply);

        assertThat(hex(reply)).isEqualTo("00000007" + "00".repeat(12) + "83aa7e8080000000"
                + "1601beef" + "00".repeat(4) + "83aa7e8080000000" + "00".repeat(8) + "01020304"
                + "00".repeat(12) + "ed00000000000000" + "1601" + "00".repeat(6) + "ff"
                + "00".repeat(15) + "4b3c5b24b0a9ef2dde006076f722263b");
    }

    @Test
    void aSignedRequestIsAnsweredByASignedReplyOfTheSameLength() {
        ByteBuffer reply = answer(request(STAMP)).orElseThrow();

        assertThat(reply.remaining()).isEqualTo(112);
        assertThat(codec.read(reply).orElseThrow().reply())
                .isEqualTo(new StampPacket.Reply(0, 77, 70_000, STAMP, -1));
        assertThat(new StampDemultiplexer().tokenOf(reply)).isEqualTo(77);
    }

    @Test
    void everyChangedOctetOfTheSignedPartIsNoticedOnBothSides() {
        ByteBuffer reply = answer(request(STAMP)).orElseThrow();
        for (int octet = 0; octet < 112; octet++) {
            assertThat(answer(changed(request(STAMP), octet))).as("octet " + octet).isEmpty();
            assertThat(codec.read(changed(reply, octet))).as("octet " + octet).isEmpty();
        }
        assertThat(reflector.silences(Silence.NOT_AUTHENTIC)).isEqualTo(112);
        assertThat(reflector.answered()).isEqualTo(1);
    }

    @Test
    void anOpenRequestIsNotAnswered() {
        var open = new StampCodec(Optional.empty(), false);
        assertThat(answer(open.request(new StampPacket.Request(1, STAMP, 1, 77), 1))).isEmpty();
        assertThat(answer(ByteBuffer.allocate(1_400))).isEmpty();
        assertThat(reflector.silences(Silence.TOO_SHORT)).isEqualTo(1);
        assertThat(reflector.silences(Silence.NOT_AUTHENTIC)).isEqualTo(1);
    }

    @Test
    void aRecordedRequestIsAnsweredForAMinuteOnly() {
        assertThat(answer(request(STAMP - (60L << 32)))).isPresent();
        assertThat(answer(request(STAMP - (61L << 32)))).isEmpty();
        assertThat(answer(request(STAMP + (60L << 32)))).isPresent();
        assertThat(answer(request(STAMP + (61L << 32)))).isEmpty();
        assertThat(reflector.silences(Silence.NOT_NOW)).isEqualTo(2);
    }

    @Test
    void aTimestampInThePtpFormatIsReadAsSuch() {
        // Seconds from 1970 on, told by the second bit of the error estimate.
        var ptp = new StampPacket.Request(70_000, 30L << 32, 0x5601, 77);
        var late = new StampPacket.Request(70_000, 61L << 32, 0x5601, 77);

        assertThat(answer(codec.request(ptp, 1))).isPresent();
        assertThat(answer(codec.request(late, 1))).isEmpty();
    }

    @Test
    void forgedRequestsTakeNothingOfTheBudgetOfTheSourceTheyName() {
        ByteBuffer forged = changed(request(STAMP), 100);
        for (int i = 0; i < 2 * StampReflector.BURST_MAX; i++) {
            answer(forged);
        }

        assertThat(answer(request(STAMP))).isPresent();
    }

    @Test
    void aKeyIsReadFromBase64AndNeverPrinted() {
        String text = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        assertThat(StampKey.parse(text).orElseThrow().octets()).isEqualTo(KEY.octets());
        assertThat(StampKey.parse("AAECAwQFBgcICQoLDA0O")).isEmpty();
        assertThat(StampKey.parse("no base64")).isEmpty();
        assertThat(KEY.toString()).isEqualTo("StampKey(hidden)");
    }

    private ByteBuffer request(long timestamp) {
        return codec.request(new StampPacket.Request(70_000, timestamp, 0x1601, 77), 1);
    }

    private static ByteBuffer changed(ByteBuffer packet, int octet) {
        ByteBuffer copy = ByteBuffer.allocate(packet.remaining()).put(packet.duplicate()).clear();
        return copy.put(octet, (byte) (copy.get(octet) ^ 1));
    }

    private Optional<ByteBuffer> answer(ByteBuffer request) {
        return reflector.answer(new MonotonicInstant(0), WALL, FROM, request);
    }

    private static String hex(ByteBuffer packet) {
        byte[] octets = new byte[packet.remaining()];
        packet.duplicate().get(octets);
        return HEX.formatHex(octets);
    }
}

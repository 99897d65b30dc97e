package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.IpHeader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The extensions of RFC 8972 as a reflector answers them, in octets: flags, type, length, value.
final class StampExtensionsTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final InetSocketAddress FROM = new InetSocketAddress("198.51.100.7", 40_001);
    private static final Instant WALL = Instant.EPOCH;
    private static final long NOW = 0x83aa_7e80_0000_0000L;
    private static final StampKey KEY = StampKey.of(new byte[32]);
    private static final int OPEN_BYTES = 44;

    private final StampReflector reflector = new StampReflector(862);
    private final StampReflector signing = new StampReflector(862,
            new ReflectorRules(Optional.of(KEY), true, List.of()));

    @Test
    void thoseItKnowsAreAnsweredAndAnotherComesBackAsNotRecognised() {
        // Direct measurement (sent 9), timestamp information, location (not known), padding.
        String asked = "8005000c" + "00000009" + "00000000" + "00000000" + "80030004" + "00000000"
                + "80020004" + "00000000" + "80010003" + "c0ffee";

        assertThat(answered(asked)).isEqualTo("0005000c" + "00000009" + "00000001" + "00000001"
                + "00030004" + "05020502" + "80020004" + "00000000" + "00010003" + "c0ffee");
    }

    @Test
    void theClassOfServiceIsAnsweredOnlyWhereItIsKnown() {
        String asked = "80040004" + "b8000000";
        assertThat(answered(asked)).isEqualTo("80040004" + "b8000000");

        ByteBuffer reply = reflector.answer(new MonotonicInstant(0), WALL, FROM, request(asked),
                new IpHeader(61, 46 << 2 | 1)).orElseThrow();

        // Asked for code point 46 (101110), arrived with 46 and ECN 1, answered with 0: refused.
        assertThat(extensions(reply)).isEqualTo("00040004" + HEX.toHexDigits(
                (short) (46 << 10 | 46 << 4 | 1 << 2 | 1)) + "0000");
        assertThat(StampPacket.readReply(reply).orElseThrow().senderTtl()).isEqualTo(61);
    }

    @Test
    void aWrongLengthIsMalformedAndWhatFollowsComesBackAsItWas() {
        String follows = "8005000c" + "00000009" + "00000000" + "00000000";
        assertThat(answered("80030003" + "000000" + follows))
                .isEqualTo("40030003" + "000000" + follows);
        // Longer than the packet.
        assertThat(answered("80010001" + "aa" + "80050010" + "00000009"))
                .isEqualTo("00010001" + "aa" + "40050010" + "00000009");
    }

    @Test
    void zerosAreNoExtensionsAndAreNotSentBack() {
        assertThat(answered("00".repeat(41))).isEmpty();
        assertThat(answered("80010001" + "aa" + "00".repeat(20))).isEqualTo("00010001" + "aa");
        // Less than a header.
        assertThat(answered("80010001" + "aa" + "800100")).isEqualTo("00010001" + "aa");
    }

    @Test
    void oneTooManyIsMalformed() {
        String padding = "80010000";
        assertThat(answered(padding.repeat(TlvSpans.MOST + 2)))
                .isEqualTo("00010000".repeat(TlvSpans.MOST) + "40010000" + padding);
    }

    @Test
    void anHmacWithoutAKeyIsNotRecognised() {
        assertThat(answered("80080010" + "11".repeat(16))).isEqualTo("80080010" + "11".repeat(16));
    }

    @Test
    void authenticatedTheyAreCoveredByTheHmacExtensionBothWays() {
        StampCodec codec = new StampCodec(Optional.of(KEY), true);
        ByteBuffer request = codec.request(new StampPacket.Request(70_000, NOW, 0x1601, 77), 5);
        ByteBuffer reply = signed(request);

        assertThat(reply.remaining()).isEqualTo(request.remaining()).isEqualTo(112 + 16 + 20);
        assertThat(StampTlv.flagsAt(reply, 112)).isZero();
        assertThat(codec.read(reply).orElseThrow()).isEqualTo(new StampCodec.Reading(
                new StampPacket.Reply(0, 77, 70_000, NOW, -1), 0, false));
        // A changed count is not believed: the reflector's own number is.
        reply.put(112 + 4 + 7, (byte) 9);
        assertThat(codec.read(reply).orElseThrow().counter()).isZero();
    }

    @Test
    void aWrongMissingOrMisplacedHmacIsToldOnAllOfThem() {
        ByteBuffer wrong = new StampCodec(Optional.of(KEY), true)
                .request(new StampPacket.Request(70_000, NOW, 0x1601, 77), 5);
        wrong.put(112 + 4, (byte) 1);
        assertFlags(signed(wrong), 0xa0, 0xa0);

        assertFlags(signed(signedRequest("8005000c" + "00".repeat(12))), 0xa0);
        assertFlags(signed(signedRequest("80080010" + "00".repeat(16) + "8005000c"
                + "00".repeat(12))), 0xa0, 0xa0);
        // Padding alone needs none.
        assertFlags(signed(signedRequest("80010002" + "abcd")), 0);
    }

    @Test
    void noOctetsWhateverMakeItAnswerWithMoreOrFail() {
        long seed = 8_972L;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[44 + random.nextInt(200)];
            random.nextBytes(octets);
            for (int at = 44; at + 3 < octets.length; at += 1 + random.nextInt(24)) {
                octets[at + 1] = (byte) random.nextInt(10);
                octets[at + 2] = 0;
                octets[at + 3] = (byte) random.nextInt(24);
            }
            MonotonicInstant now = new MonotonicInstant(i * 1_000_000L);
            ByteBuffer reply = reflector.answer(now, WALL, FROM, ByteBuffer.wrap(octets))
                    .orElseThrow();
            assertThat(reply.remaining()).as("seed " + seed + ", packet " + i)
                    .isBetween(OPEN_BYTES, octets.length);
        }
    }

    private static void assertFlags(ByteBuffer reply, int... flags) {
        assertThat(new StampSigner(KEY).isSigned(reply)).isTrue();
        TlvSpans spans = TlvSpans.of(reply, 112);
        assertThat(spans.starts()).hasSize(flags.length);
        for (int i = 0; i < flags.length; i++) {
            assertThat(StampTlv.flagsAt(reply, spans.starts().get(i))).isEqualTo(flags[i]);
        }
    }

    private static ByteBuffer signedRequest(String extensions) {
        ByteBuffer request = StampPacket.request(StampLayout.AUTHENTICATED,
                new StampPacket.Request(70_000, NOW, 0x1601, 77), extensions.length() / 2);
        request.put(112, HEX.parseHex(extensions));
        new StampSigner(KEY).sign(request);
        return request;
    }

    private ByteBuffer signed(ByteBuffer request) {
        return signing.answer(new MonotonicInstant(0), WALL, FROM, request).orElseThrow();
    }

    private static ByteBuffer request(String extensions) {
        ByteBuffer request = StampPacket.request(StampLayout.OPEN,
                new StampPacket.Request(70_000, NOW, 0x1601, 77), extensions.length() / 2);
        return request.put(OPEN_BYTES, HEX.parseHex(extensions));
    }

    private String answered(String extensions) {
        return extensions(reflector.answer(new MonotonicInstant(0), WALL, FROM,
                request(extensions)).orElseThrow());
    }

    private static String extensions(ByteBuffer reply) {
        byte[] octets = new byte[reply.remaining() - OPEN_BYTES];
        reply.get(OPEN_BYTES, octets);
        return HEX.formatHex(octets);
    }
}

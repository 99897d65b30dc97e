package dev.picket.probes.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.net.AddressPrefix;
import dev.picket.testing.Mutations;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever arrives at a reflector: it throws nothing, answers at most as much as it was asked
/// with, to nobody it must not answer, and counts each packet once.
///
/// The first octet of an input is the [Situation]; the rest is the packet, whose HMACs are put
/// right where the situation says so, as no mutation would ever find them.
final class StampReflectorFuzzTest {

    private static final int NUMBER = 5;
    private static final int MUTATIONS = 20_000;
    private static final int OWN_PORT = 862;
    private static final int SESSIONS_MAX = 4;
    private static final MonotonicInstant NOW = new MonotonicInstant(1_000_000_000L);
    private static final Instant WALL = Instant.parse("2026-06-11T08:00:00Z");
    private static final StampKey KEY = StampKey.of("sixteen octets at least".getBytes(
            java.nio.charset.StandardCharsets.US_ASCII));
    private static final StampSigner SIGNER = new StampSigner(KEY);
    private static final InetAddress SOURCE = InetAddress.ofLiteral("198.51.100.1");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("203.0.113.1");
    private static final List<AddressPrefix> ALLOWED = List.of(new AddressPrefix(SOURCE, 24));

    /// What the first octet says: which reflector is asked, from where, how genuine.
    private record Situation(int bits) {

        boolean authenticated() {
            return (bits & 1) != 0;
        }

        boolean stateful() {
            return (bits & 2) == 0;
        }

        boolean signed() {
            return (bits & 4) != 0;
        }

        boolean extensionsSigned() {
            return (bits & 8) != 0;
        }

        boolean now() {
            return (bits & 16) != 0;
        }

        InetSocketAddress from() {
            return switch (bits >> 5) {
                case 1 -> new InetSocketAddress(SOURCE, OWN_PORT);
                case 2 -> new InetSocketAddress(SOURCE, 53);
                case 3 -> new InetSocketAddress(STRANGER, 40_000);
                default -> new InetSocketAddress(SOURCE, 40_000);
            };
        }

        boolean mayBeAnswered() {
            return from().getPort() == 40_000 && from().getAddress().equals(SOURCE);
        }

        StampLayout layout() {
            return authenticated() ? StampLayout.AUTHENTICATED : StampLayout.OPEN;
        }

        StampReflector reflector() {
            return new StampReflector(OWN_PORT,
                    new ReflectorRules(authenticated() ? Optional.of(KEY) : Optional.empty(),
                            stateful(), ALLOWED),
                    SESSIONS_MAX);
        }
    }

    @Test
    void mutationsHarmNothing() {
        Mutations.each(seeds(), MUTATIONS, NUMBER, this::answersNoMoreThanItWasAsked);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void answersNoMoreThanItWasAsked(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Situation situation = new Situation(input[0] & 0xff);
        byte[] octets = Arrays.copyOfRange(input, 1, input.length);
        makeGenuine(situation, octets);
        byte[] before = octets.clone();
        ByteBuffer request = ByteBuffer.wrap(octets);
        StampReflector reflector = situation.reflector();

        Optional<ByteBuffer> first = reflector.answer(NOW, WALL, situation.from(), request);
        Optional<ByteBuffer> second = reflector.answer(NOW, WALL, situation.from(), request);

        assertThat(octets).isEqualTo(before);
        assertThat(request.position()).isZero();
        assertThat(second.isPresent()).isEqualTo(first.isPresent());
        long silences = Arrays.stream(StampReflector.Silence.values())
                .mapToLong(reflector::silences).sum();
        assertThat(reflector.answered()).isEqualTo(first.isPresent() ? 2 : 0);
        assertThat(reflector.answered() + silences).isEqualTo(2);
        assertThat(reflector.sessions()).isLessThanOrEqualTo(SESSIONS_MAX);
        first.ifPresent(reply -> check(situation, request, reply));
        if (situation.stateful()) {
            second.ifPresent(reply -> assertThat(reply.getInt(0)).isEqualTo(1));
        }
    }

    private static void check(Situation situation, ByteBuffer request, ByteBuffer reply) {
        StampLayout layout = situation.layout();
        assertThat(situation.mayBeAnswered()).isTrue();
        assertThat(reply.remaining()).isBetween(layout.bytes(), request.remaining());
        assertThat(reply.getInt(layout.senderSequence())).isEqualTo(request.getInt(0));
        assertThat(reply.getShort(layout.session())).isEqualTo(request.getShort(layout.session()));
        assertThat(reply.getLong(layout.senderTimestamp()))
                .isEqualTo(request.getLong(layout.timestamp()));
        TlvSpans spans = TlvSpans.of(reply, layout.bytes());
        assertThat(spans.starts()).hasSizeLessThanOrEqualTo(TlvSpans.MOST);
        assertThat(StampPacket.readReply(layout, reply)).isPresent();
        if (situation.authenticated()) {
            assertThat(SIGNER.isSigned(reply)).isTrue();
            assertThat(SIGNER.isSigned(request)).isTrue();
        }
    }

    /// Gives the packet timestamp and HMACs as the situation wants them.
    private static void makeGenuine(Situation situation, byte[] octets) {
        ByteBuffer packet = ByteBuffer.wrap(octets);
        StampLayout layout = situation.layout();
        if (octets.length < layout.bytes()) {
            return;
        }
        if (situation.now()) {
            packet.putLong(layout.timestamp(), StampPacket.timestamp(WALL));
        }
        if (situation.extensionsSigned()) {
            int hmacAt = TlvSpans.of(packet, layout.bytes()).hmacAt(packet);
            if (hmacAt >= 0) {
                packet.put(hmacAt + StampTlv.HEADER_BYTES,
                        SIGNER.tagOfExtensions(packet, layout.bytes(), hmacAt));
            }
        }
        if (situation.signed() && situation.authenticated()) {
            SIGNER.sign(packet);
        }
    }

    /// Packets of our own sender, and one with every extension there is.
    static Stream<byte[]> seeds() {
        StampPacket.Request request = new StampPacket.Request(StampPathState.FIRST_SEQUENCE,
                StampPacket.timestamp(WALL), StampPacket.ERROR_ESTIMATE, 7);
        return Stream.of(seed(0, StampPacket.request(request)),
                seed(0, new StampCodec(Optional.empty(), true).request(request, 1)),
                seed(0x1d, new StampCodec(Optional.of(KEY), false).request(request, 1)),
                seed(0x1d, new StampCodec(Optional.of(KEY), true).request(request, 1)),
                seed(0, extended(StampLayout.OPEN, request)),
                seed(0x1f, extended(StampLayout.AUTHENTICATED, request)),
                seed(0x20, StampPacket.request(request)), seed(0x40, StampPacket.request(request)),
                seed(0x60, StampPacket.request(request)));
    }

    private static ByteBuffer extended(StampLayout layout, StampPacket.Request request) {
        ByteBuffer packet = StampPacket.request(layout, request, 8 * 8 + 24);
        int at = layout.bytes();
        for (int type = 1; type <= 7; type++) {
            StampTlv.writeHeader(packet, at, type, 4);
            at += 8;
        }
        StampTlv.writeHeader(packet, at, StampTlv.TYPE_HMAC, StampTlv.Hmac.VALUE_BYTES);
        return packet;
    }

    private static byte[] seed(int situation, ByteBuffer packet) {
        return ByteBuffer.allocate(1 + packet.remaining()).put((byte) situation)
                .put(packet.duplicate()).array();
    }
}

package dev.picket.probes.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.MonotonicInstant;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A play at a gateway, written as octets: each tells what happens next, followed by the octets
/// that belong to it. What is missing at the end reads as zero.
final class GatewayPlay {

    private static final int STEPS_MAX = 8;
    private static final Instant WALL = Instant.parse("2026-06-11T08:00:00Z");
    private static final InetSocketAddress FROM = new InetSocketAddress("198.51.100.1", 40_000);
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("198.51.100.2", 1);
    private static final Crypto CRYPTO = new PlainCrypto();
    private static final PresharedKey PSK = PresharedKey.NONE;
    private static final GatewayKeys GATEWAY_KEYS = new GatewayKeys(CRYPTO,
            PrivateKey.generate(Entropy.seeded(1)));
    private static final InitiatorKeys PEER = keys(2);
    private static final InitiatorKeys STRANGER = keys(4);

    private final ByteBuffer script;
    private final Entropy entropy = Entropy.seeded(3);
    private final WireGuardGateway gateway = new WireGuardGateway(GATEWAY_KEYS, entropy);
    /// Timestamps of the initiations answered with a response.
    private final List<Tai64n> answered = new ArrayList<>();
    private Optional<Sent> last = Optional.empty();
    private Optional<TransportKeys> tunnel = Optional.empty();
    private Optional<Cookie> cookie = Optional.empty();
    private MonotonicInstant now = new MonotonicInstant(1_000_000_000L);
    private Instant wall = WALL;
    private long responses;

    private record Sent(Initiation initiation, Tai64n timestamp) {}

    GatewayPlay(ByteBuffer script) {
        this.script = script;
        gateway.addPeer(PEER.ownPublic(), PSK);
    }

    private static InitiatorKeys keys(long seed) {
        return InitiatorKeys.of(CRYPTO, PrivateKey.generate(Entropy.seeded(seed)),
                new InitiatorKeys.Remote(GATEWAY_KEYS.publicKey(), PSK)).orElseThrow();
    }

    void run() {
        for (int step = 0; step < STEPS_MAX && script.hasRemaining(); step++) {
            step();
        }
        assertThat(gateway.counts().answeredCount()).isEqualTo(responses);
        assertThat(gateway.counts().confirmedCount())
                .isLessThanOrEqualTo(STEPS_MAX);
    }

    private void step() {
        switch (octet() % 10) {
            case 0 -> silentTo(garbage());
            case 1 -> initiate(PEER, 0, 0);
            case 2 -> initiate(PEER, octet(), octet());
            case 3 -> last.ifPresent(sent -> repeat(sent, octet(), octet()));
            case 4 -> pass();
            case 5 -> data(octet(), octet());
            case 6 -> gateway.setUnderLoad(true);
            case 7 -> gateway.setUnderLoad(false);
            case 8 -> initiate(STRANGER, octet(), octet());
            default -> tunnel.ifPresent(keys -> confirm(keys));
        }
    }

    private void pass() {
        Duration time = Duration.ofMillis(octet());
        now = now.plus(time);
        wall = wall.plus(time);
    }

    /// Any octets, of a message's length and with a right first authenticator where there is one.
    private byte[] garbage() {
        int type = octet() % 6;
        int length = switch (type) {
            case Layout.INITIATION -> Layout.INITIATION_LENGTH;
            case Layout.RESPONSE -> Layout.RESPONSE_LENGTH;
            case Layout.COOKIE -> Layout.COOKIE_LENGTH;
            default -> Math.min(octet(), script.remaining());
        };
        byte[] message = new byte[length];
        script.get(message, 0, Math.min(length, script.remaining()));
        if (type == Layout.INITIATION) {
            Bytes.putInt(message, 0, type);
            PEER.outgoing().sign(message, Layout.INIT_MAC1);
        }
        return message;
    }

    private void silentTo(byte[] message) {
        ask(FROM, message).ifPresent(answer -> assertThat(answer).as("cookies only")
                .hasSize(Layout.COOKIE_LENGTH));
    }

    /// A true initiation, one octet of which is changed where `mask` is not zero.
    private void initiate(InitiatorKeys keys, int at, int mask) {
        Tai64n timestamp = Tai64n.of(wall.minusMillis(octet()));
        Initiation initiation = Initiation.create(keys, new Initiation.Fresh(octet(),
                PrivateKey.generate(entropy), timestamp, cookie));
        Sent sent = new Sent(initiation, timestamp);
        repeat(sent, at, mask);
        if (mask == 0 && keys.equals(PEER)) {
            last = Optional.of(sent);
        }
    }

    private void repeat(Sent sent, int at, int mask) {
        byte[] message = sent.initiation.message().clone();
        boolean changed = at < message.length && mask != 0;
        if (changed) {
            message[at] ^= (byte) mask;
        }
        Optional<byte[]> answer = ask(mask == 255 ? ELSEWHERE : FROM, message);
        if (answer.isEmpty()) {
            return;
        }
        if (Layout.is(Layout.COOKIE, answer.get())) {
            cookie = sent.initiation.openCookie(answer.get());
            return;
        }
        assertThat(answered).as("a timestamp is answered once").doesNotContain(sent.timestamp);
        answered.add(sent.timestamp);
        responses++;
        Optional<TransportKeys> keys = sent.initiation.accept(answer.get());
        // Only mac2, which nobody looks at without load, may have been changed.
        assertThat(changed && at < Layout.INIT_MAC2).isFalse();
        assertThat(keys).as("the response is a true one").isPresent();
        tunnel = keys;
    }

    private void confirm(TransportKeys keys) {
        long before = gateway.counts().confirmedCount();
        assertThat(ask(FROM, keys.keepalive(0))).isEmpty();
        assertThat(gateway.counts().confirmedCount()).isEqualTo(before + 1);
    }

    private void data(int at, int mask) {
        long before = gateway.counts().confirmedCount();
        byte[] message = tunnel.map(keys -> keys.keepalive(1))
                .orElseGet(() -> new byte[Layout.KEEPALIVE_LENGTH]);
        message[0] = Layout.DATA;
        if (mask != 0) {
            message[at % message.length] ^= (byte) mask;
        }
        assertThat(ask(FROM, message)).isEmpty();
        if (tunnel.isEmpty() || mask != 0) {
            assertThat(gateway.counts().confirmedCount()).isEqualTo(before);
        }
    }

    private Optional<byte[]> ask(InetSocketAddress from, byte[] message) {
        byte[] before = message.clone();
        Optional<byte[]> answer = gateway.answer(now, wall, from, ByteBuffer.wrap(message))
                .map(Bytes::copyOf);
        assertThat(Arrays.equals(message, before)).isTrue();
        answer.ifPresent(bytes -> assertThat(bytes).hasSizeLessThanOrEqualTo(message.length));
        return answer;
    }

    private int octet() {
        return script.hasRemaining() ? script.get() & 0xff : 0;
    }
}

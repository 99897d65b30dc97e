package dev.picket.probes.wireguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.result.Outcome;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A play with a WireGuard probe, written as octets: each tells what happens next, followed by the
/// octets that belong to it. What is missing at the end reads as zero.
final class SessionPlay {

    private static final int STEPS_MAX = 8;
    private static final int ENDING_STEPS_MAX = 16;
    private static final long TOKEN = 12_345;
    private static final Instant WALL = Instant.parse("2026-06-11T08:00:00Z");
    private static final InetSocketAddress FROM = new InetSocketAddress("198.51.100.1", 40_000);
    private static final AttemptSchedule SCHEDULE = AttemptSchedule.within(Duration.ofSeconds(5));
    private static final List<Refusal> REFUSALS = List.of(Refusal.values());
    private static final Crypto CRYPTO = new PlainCrypto();
    private static final WireGuardDemultiplexer DEMULTIPLEXER = new WireGuardDemultiplexer();

    private static final int GATEWAY_INDEX = 77;
    private static final GatewayKeys GATEWAY_KEYS = new GatewayKeys(CRYPTO,
            PrivateKey.generate(Entropy.seeded(1)));
    private static final InitiatorKeys OWN_KEYS = InitiatorKeys
            .of(CRYPTO, PrivateKey.generate(Entropy.seeded(2)),
                    new InitiatorKeys.Remote(GATEWAY_KEYS.publicKey(), PresharedKey.NONE))
            .orElseThrow();

    private static final InitiatorKeys CALLING_KEYS = InitiatorKeys
            .of(CRYPTO, GATEWAY_KEYS.own(),
                    new InitiatorKeys.Remote(OWN_KEYS.ownPublic(), PresharedKey.NONE))
            .orElseThrow();

    private final ByteBuffer script;
    private final Entropy entropy = Entropy.seeded(3);
    private final WireGuardGateway gateway = new WireGuardGateway(GATEWAY_KEYS, entropy);
    private final WireGuardTarget target = new WireGuardTarget("sjc", "fra-gw", OWN_KEYS,
            new TimestampKeeper(), SCHEDULE, entropy);
    private final WireGuardSession session = new WireGuardSession(target,
            new WireGuardSession.Run(TOKEN, "run", WALL));
    private final List<byte[]> initiations = new ArrayList<>();
    private MonotonicInstant now = new MonotonicInstant(1_000_000_000L);
    private MonotonicInstant wake = now;
    private boolean genuine;
    private boolean refused;
    private int keepalive = -1;
    private Optional<SessionReport> report = Optional.empty();
    private Instant stamp = WALL;
    private Optional<Initiation> calling = Optional.empty();
    private Optional<Transport> called = Optional.empty();

    SessionPlay(ByteBuffer script) {
        this.script = script;
        gateway.addPeer(OWN_KEYS.ownPublic(), PresharedKey.NONE);
    }

    void run() {
        carryOut(session.start(now));
        for (int step = 0; step < STEPS_MAX && script.hasRemaining() && isOpen(); step++) {
            step();
        }
        for (int step = 0; step < ENDING_STEPS_MAX && isOpen(); step++) {
            expire();
        }
        SessionReport ended = report.orElseThrow(() -> new AssertionError("it does not end"));
        boolean good = ended.outcome() instanceof Outcome.Good;
        assertThat(genuine || !good).as("good without an answer").isTrue();
        assertThat(good || refused || !genuine).as("answered, and not good").isTrue();
        assertThat(initiations)
                .hasSizeLessThanOrEqualTo(WireGuardDemultiplexer.INITIATIONS_MAX);
    }

    private boolean isOpen() {
        return report.isEmpty();
    }

    private void step() {
        switch (octet() % 13) {
            case 0 -> receive(garbage());
            case 1 -> answer(false, 0, 0, 0);
            case 2 -> answer(false, octet(), octet(), octet());
            case 3 -> answer(true, 0, 0, 0);
            case 4 -> answer(true, octet(), octet(), octet());
            case 5 -> refuse(octet() % 5 - 1, octet());
            case 6 -> carryOut(session.sent(now, octet() % 4));
            case 7 -> answerAnother();
            case 8 -> expire();
            case 10 -> call(0, 0);
            case 11 -> call(octet(), octet());
            case 12 -> confirmCall(octet() % 2 == 1, octet(), octet());
            default -> now = now.plus(Duration.ofMillis(octet()));
        }
    }

    private void expire() {
        now = now.isBefore(wake) ? wake : now;
        carryOut(session.expired(now));
    }

    private void refuse(int packet, int reason) {
        Refusal refusal = REFUSALS.get(reason % REFUSALS.size());
        refused = true;
        carryOut(session.refused(now, packet == 3 ? keepalive : packet, refusal));
    }

    private byte[] garbage() {
        int type = octet() % 6;
        int length = switch (type) {
            case Layout.RESPONSE -> Layout.RESPONSE_LENGTH;
            case Layout.COOKIE -> Layout.COOKIE_LENGTH;
            default -> Math.min(octet(), script.remaining());
        };
        byte[] message = new byte[length];
        script.get(message, 0, Math.min(length, script.remaining()));
        if (type == Layout.RESPONSE || type == Layout.COOKIE) {
            Bytes.putInt(message, 0, type);
            int receiver = type == Layout.RESPONSE
                    ? Layout.RESPONSE_RECEIVER
                    : Layout.FIRST_INDEX;
            Bytes.putInt(message, receiver, WireGuardDemultiplexer.index(TOKEN, octet() % 8));
        }
        if (type == Layout.RESPONSE) {
            target.keys().incoming().sign(message, Layout.RESPONSE_MAC1);
        }
        return message;
    }

    /// The gateway's answer to the initiation `number`, one octet of which is changed on its way
    /// where `mask` is not zero.
    private void answer(boolean underLoad, int number, int at, int mask) {
        byte[] initiation = initiations.get(number % initiations.size());
        gateway.setUnderLoad(underLoad);
        now = now.plus(Duration.ofMillis(20));
        Optional<byte[]> answer = gateway
                .answer(now, WALL, FROM, ByteBuffer.wrap(initiation)).map(Bytes::copyOf);
        if (answer.isEmpty()) {
            return;
        }
        byte[] message = answer.get();
        boolean changed = at < message.length && mask != 0;
        if (changed) {
            message[at] ^= (byte) mask;
        }
        // mac2 of a response is for those who are under load themselves; we never are.
        boolean isTrue = Layout.is(Layout.RESPONSE, message)
                && (!changed || at >= Layout.RESPONSE_MAC1 + Blake2s.MAC_LENGTH);
        genuine |= isTrue && keepalive < 0;
        receive(message);
    }

    /// The gateway's true answer to an initiation of another session under the same key.
    private void answerAnother() {
        gateway.setUnderLoad(false);
        now = now.plus(Duration.ofMillis(20));
        int index = WireGuardDemultiplexer.index(TOKEN, octet() % 8);
        Initiation other = Initiation.create(target.keys(), new Initiation.Fresh(index,
                PrivateKey.generate(entropy),
                target.timestamps().next(WALL), Optional.empty()));
        gateway.answer(now, WALL, FROM, ByteBuffer.wrap(other.message()))
                .ifPresent(answer -> receive(Bytes.copyOf(answer)));
    }

    /// The gateway's own initiation, one octet of which is changed on its way where `mask` is not
    /// zero; mac1 is made good again, as anybody can.
    private void call(int at, int mask) {
        stamp = stamp.plusMillis(20);
        Initiation made = Initiation.create(CALLING_KEYS, new Initiation.Fresh(GATEWAY_INDEX,
                PrivateKey.generate(entropy), Tai64n.of(stamp), Optional.empty()));
        byte[] message = made.message().clone();
        int first = Layout.INIT_EPHEMERAL;
        message[first + at % (Layout.INIT_MAC1 - first)] ^= (byte) mask;
        target.keys().incoming().sign(message, Layout.INIT_MAC1);
        if (mask == 0) {
            calling = Optional.of(made);
        }
        receive(message);
    }

    /// The gateway's first data under the keys of its own handshake, perhaps changed on its way.
    private void confirmCall(boolean withPacket, int at, int mask) {
        if (called.isEmpty()) {
            return;
        }
        byte[] message = called.get().seal(new byte[withPacket ? 40 : 0]);
        message[at % message.length] ^= (byte) mask;
        genuine |= mask == 0 && keepalive < 0 && isOpen();
        receive(message);
    }

    private void receive(byte[] message) {
        assertThat(DEMULTIPLEXER.tokenOf(ByteBuffer.wrap(message)))
                .isBetween(WireGuardDemultiplexer.NONE, WireGuardDemultiplexer.TOKEN_LIMIT - 1);
        if (isOpen()) {
            carryOut(session.received(now, ClockSource.KERNEL_RX, ByteBuffer.wrap(message)));
        }
    }

    private void carryOut(List<Action> actions) {
        for (Action action : actions) {
            switch (action) {
                case Action.Send(int packet, ByteBuffer bytes) -> sent(packet, bytes);
                case Action.WakeAt(MonotonicInstant at) -> wake = at;
                case Action.Finish(SessionReport ended) -> {
                    assertThat(report).as("it ends once").isEmpty();
                    report = Optional.of(ended);
                }
            }
        }
    }

    private void sent(int packet, ByteBuffer bytes) {
        byte[] message = Bytes.copyOf(bytes);
        if (Layout.is(Layout.RESPONSE, message)) {
            called = calling.flatMap(call -> call.accept(message)).map(Transport::new);
            assertThat(called).as("only true calls are answered, and truly").isPresent();
            carryOut(session.sent(now, packet));
            return;
        }
        if (Layout.is(Layout.DATA, message)) {
            assertThat(genuine).as("a keepalive only under true keys").isTrue();
            keepalive = packet;
            return;
        }
        assertThat(Layout.is(Layout.INITIATION, message)).isTrue();
        initiations.add(message);
        carryOut(session.sent(now, packet));
    }

    private int octet() {
        return script.hasRemaining() ? script.get() & 0xff : 0;
    }
}

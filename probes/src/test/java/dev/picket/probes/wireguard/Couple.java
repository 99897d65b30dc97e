package dev.picket.probes.wireguard;

import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.SessionReport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// A vantage and a gateway in memory, a network of one millisecond each way between them, and time
/// that moves only as the session asks.
final class Couple {

    static final Instant WALL = Instant.parse("2026-06-11T08:00:00Z");
    static final Duration ONE_WAY = Duration.ofMillis(1);
    static final Duration BUDGET = Duration.ofSeconds(5);
    static final InetSocketAddress FROM = new InetSocketAddress(InetAddress.getLoopbackAddress(),
            40_000);

    final Entropy entropy = Entropy.seeded(7);
    final Crypto crypto = Crypto.best();
    final PresharedKey psk = PresharedKey.of(entropy.bytes(32));
    final PrivateKey vantageKey = PrivateKey.generate(entropy);
    final PrivateKey gatewayKey = PrivateKey.generate(entropy);
    final WireGuardGateway gateway = new WireGuardGateway(new GatewayKeys(crypto, gatewayKey),
            entropy);
    final TimestampKeeper timestamps = new TimestampKeeper();
    /// Sizes of all that crossed the network, in order.
    final List<Integer> sizes = new ArrayList<>();
    MonotonicInstant now = new MonotonicInstant(1_000_000_000_000L);
    private final MonotonicInstant origin = now;
    private long nextToken = 11;

    Couple() {
        gateway.addPeer(vantageKey.publicKey(crypto), psk);
    }

    InitiatorKeys initiatorKeys(PresharedKey shared) {
        return InitiatorKeys.of(crypto, vantageKey,
                new InitiatorKeys.Remote(gateway.publicKey(), shared)).orElseThrow();
    }

    WireGuardSession session() {
        return session(psk);
    }

    WireGuardSession session(PresharedKey shared) {
        WireGuardTarget target = new WireGuardTarget("sjc", "fra-gw (127.0.0.1:51820/udp)",
                initiatorKeys(shared), timestamps, AttemptSchedule.within(BUDGET), entropy);
        return new WireGuardSession(target,
                new WireGuardSession.Run(nextToken++, "run-1", wall()));
    }

    Instant wall() {
        return WALL.plusNanos(now.nanosSince(origin));
    }

    /// Runs the session to its end; packets whose number `isLost` holds never arrive.
    SessionReport run(WireGuardSession session, IntPredicate isLost) {
        MonotonicInstant wake = now;
        Deque<Action> todo = new ArrayDeque<>(session.start(now));
        for (int step = 0; step < 100; step++) {
            while (!todo.isEmpty()) {
                switch (todo.pop()) {
                    case Action.Send send -> todo.addAll(deliver(session, send, isLost));
                    case Action.WakeAt at -> wake = at.at();
                    case Action.Finish finish -> {
                        return finish.report();
                    }
                }
            }
            now = wake;
            todo.addAll(session.expired(now));
        }
        throw new AssertionError("the session did not end");
    }

    private List<Action> deliver(WireGuardSession session, Action.Send send,
            IntPredicate isLost) {
        sizes.add(send.bytes().remaining());
        ByteBuffer copy = ByteBuffer.wrap(Bytes.copyOf(send.bytes()));
        List<Action> actions = new ArrayList<>(session.sent(now, send.packet()));
        if (isLost.test(send.packet())) {
            return actions;
        }
        now = now.plus(ONE_WAY);
        Optional<ByteBuffer> answer = gateway.answer(now, wall(), FROM, copy);
        now = now.plus(ONE_WAY);
        answer.ifPresent(bytes -> {
            sizes.add(bytes.remaining());
            actions.addAll(session.received(now, ClockSource.VIRTUAL, bytes));
        });
        return actions;
    }
}

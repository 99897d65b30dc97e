package dev.picket.probes.wireguard;

import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.platform.settings.TunnelStage;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.tunnel.FarEnd;
import dev.picket.probes.tunnel.TunnelTarget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// A vantage, a gateway with something behind it, and the millisecond each way between them. The
/// gateway holds one session, that of the newest initiation, as WireGuard's own do.
final class TunnelCouple {

    private static final Duration ONE_WAY = Duration.ofMillis(1);
    private static final int STEPS_MAX = 400;
    private static final int GATEWAY_INDEX = 77;

    final Couple couple = new Couple();
    final FarEnd farEnd = new FarEnd();
    final List<Integer> types = new ArrayList<>();
    /// What reached the gateway under its present keys, keepalives as empty packets.
    final List<byte[]> opened = new ArrayList<>();
    /// Messages lost: their number in all that cross, and their octets.
    BiPredicate<Integer, byte[]> lost = (_, _) -> false;
    private final GatewayKeys keys = new GatewayKeys(couple.crypto,
            PrivateKey.generate(couple.entropy));
    private Optional<Transport> transport = Optional.empty();
    private int crossed;
    private long token = 1;

    WireGuardTarget target(Optional<TunnelTarget> behind) {
        InitiatorKeys ours = InitiatorKeys.of(couple.crypto, couple.vantageKey,
                new InitiatorKeys.Remote(keys.publicKey(), couple.psk)).orElseThrow();
        WireGuardTarget target = new WireGuardTarget("sjc", "fra-gw", ours, couple.timestamps,
                AttemptSchedule.within(Couple.BUDGET), couple.entropy);
        return behind.map(target::with).orElse(target);
    }

    WireGuardSession session() {
        return session(TunnelStage.ECHO);
    }

    WireGuardSession session(TunnelStage upTo) {
        return new WireGuardSession(target(Optional.of(FarEnd.target(upTo))),
                new WireGuardSession.Run(token++, "run-1", couple.wall()));
    }

    SessionReport run(WireGuardSession session) {
        MonotonicInstant wake = couple.now;
        Deque<Action> todo = new ArrayDeque<>(session.start(couple.now));
        Optional<SessionReport> ended = Optional.empty();
        for (int step = 0; step < STEPS_MAX && ended.isEmpty(); step++) {
            while (!todo.isEmpty() && ended.isEmpty()) {
                switch (todo.pop()) {
                    case Action.Send send -> todo.addAll(deliver(session, send, todo));
                    case Action.WakeAt at -> wake = at.at();
                    case Action.Finish finish -> ended = Optional.of(finish.report());
                }
            }
            if (ended.isEmpty()) {
                couple.now = couple.now.isBefore(wake) ? wake : couple.now;
                todo.addAll(session.expired(couple.now));
            }
        }
        return ended.orElseThrow(() -> new AssertionError("the session did not end"));
    }

    /// What is sent with the end is heard by nobody here any more.
    private List<Action> deliver(WireGuardSession session, Action.Send send, Deque<Action> todo) {
        byte[] message = Bytes.copyOf(send.bytes());
        boolean last = todo.stream().anyMatch(Action.Finish.class::isInstance);
        List<Action> actions = new ArrayList<>(
                last ? List.of() : session.sent(couple.now, send.packet()));
        if (isLost(message)) {
            return actions;
        }
        couple.now = couple.now.plus(ONE_WAY);
        List<byte[]> answers = answers(message);
        couple.now = couple.now.plus(ONE_WAY);
        for (byte[] answer : answers) {
            if (!last && !isLost(answer)) {
                actions.addAll(session.received(couple.now, ClockSource.VIRTUAL,
                        ByteBuffer.wrap(answer)));
            }
        }
        return actions;
    }

    private boolean isLost(byte[] message) {
        types.add((int) message[0]);
        return lost.test(crossed++, message);
    }

    /// The gateway's answers to what reached it.
    List<byte[]> answers(byte[] message) {
        if (Layout.is(Layout.INITIATION, message)) {
            ReceivedInitiation received = ReceivedInitiation.read(keys, message).orElseThrow();
            Tai64n _ = received
                    .timestamp(couple.crypto.agree(keys.own().raw(), received.sender().raw())
                            .orElseThrow())
                    .orElseThrow();
            ReceivedInitiation.Answer answer = received.answer(couple.psk,
                    new ReceivedInitiation.Fresh(GATEWAY_INDEX,
                            PrivateKey.generate(couple.entropy)))
                    .orElseThrow();
            transport = Optional.of(new Transport(answer.transport()));
            return List.of(Bytes.copyOf(answer.message()));
        }
        Transport open = transport.orElseThrow();
        Optional<byte[]> packet = open.open(message);
        packet.ifPresent(opened::add);
        return packet.filter(inner -> inner.length > 0).map(inner -> farEnd.answers(inner).stream()
                .map(open::seal).toList()).orElse(List.of());
    }
}

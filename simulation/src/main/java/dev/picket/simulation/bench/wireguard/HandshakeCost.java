package dev.picket.simulation.bench.wireguard;

import dev.picket.model.result.Outcome;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.wireguard.Crypto;
import dev.picket.probes.wireguard.WireGuardSession;
import dev.picket.probes.wireguard.WireGuardTarget;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// CPU time of whole initiators on one thread, no socket between them and the gateway: session,
/// initiation, verified response, keepalive, report. What the gateway takes is not counted.
final class HandshakeCost {

    private static final int BATCH = 50;
    private static final Instant WALL = Instant.parse("2026-06-11T08:00:00Z");
    private static final InetSocketAddress FROM = new InetSocketAddress(
            InetAddress.getLoopbackAddress(), 40_000);
    /// A gateway hears a peer each 20 ms.
    private static final Duration SPACING = Duration.ofMillis(20);
    private static final double NANOS = 1e9;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Benched benched;
    private final WireGuardTarget target;
    private MonotonicInstant now = new MonotonicInstant(0);
    private long token;

    HandshakeCost(Crypto crypto) {
        benched = new Benched(crypto);
        target = benched.peer();
    }

    /// Handshakes a second of the thread's CPU time: one sample.
    double perSecond(int handshakes) {
        long spent = 0;
        for (int made = 0; made < handshakes; made += BATCH) {
            spent += batch();
        }
        return NANOS * handshakes / spent;
    }

    private long batch() {
        long start = threads.getCurrentThreadCpuTime();
        List<WireGuardSession> sessions = new ArrayList<>(BATCH);
        List<ByteBuffer> initiations = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            WireGuardSession session = new WireGuardSession(target,
                    new WireGuardSession.Run(token++, "bench", WALL));
            initiations.add(sent(session.start(now)));
            session.sent(now, 0);
            sessions.add(session);
        }
        long spent = threads.getCurrentThreadCpuTime() - start;
        List<ByteBuffer> responses = new ArrayList<>(BATCH);
        for (ByteBuffer initiation : initiations) {
            now = now.plus(SPACING);
            responses.add(benched.gateway().answer(now, WALL, FROM, initiation).orElseThrow());
        }
        start = threads.getCurrentThreadCpuTime();
        int good = 0;
        for (int i = 0; i < BATCH; i++) {
            WireGuardSession session = sessions.get(i);
            ByteBuffer keepalive = sent(session.received(now, ClockSource.USER, responses.get(i)));
            good += keepalive.hasRemaining() && isGood(session.sent(now, 1)) ? 1 : 0;
        }
        spent += threads.getCurrentThreadCpuTime() - start;
        if (good != BATCH) {
            throw new IllegalStateException(BATCH - good + " handshakes were not good");
        }
        return spent;
    }

    private static ByteBuffer sent(List<Action> actions) {
        return actions.stream().filter(Action.Send.class::isInstance).map(Action.Send.class::cast)
                .findFirst().orElseThrow().bytes();
    }

    private static boolean isGood(List<Action> actions) {
        return actions.stream().anyMatch(action -> action instanceof Action.Finish(var report)
                && report.outcome() instanceof Outcome.Good);
    }
}

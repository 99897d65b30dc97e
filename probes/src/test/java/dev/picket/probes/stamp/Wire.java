package dev.picket.probes.stamp;

import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A session and a reflector on virtual time, with losses in either direction by the number of the
/// packet within its round. One way takes 5 ms.
final class Wire {

    static final long ONE_WAY_NANOS = 5_000_000L;
    static final StampProfile PROFILE = new StampProfile(20, java.time.Duration.ofMillis(400),
            java.time.Duration.ofMillis(500));

    private static final InetSocketAddress FROM = new InetSocketAddress("198.51.100.1", 40_000);

    final Set<Integer> lostThere = new HashSet<>();
    final Set<Integer> lostBack = new HashSet<>();
    final Set<Integer> refused = new HashSet<>();
    final Set<Integer> twiceBack = new HashSet<>();
    final Set<Integer> slowBack = new HashSet<>();
    /// What becomes of a reply on its way back.
    UnaryOperator<ByteBuffer> mangled = reply -> reply;
    StampReflector reflector = new StampReflector(862);
    /// The reflector begins anew before it receives this packet; never where negative.
    int restartBefore = -1;

    private final ProbePlan.DatagramPlan plan;
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long order;
    private long wake;

    private record Event(long at, long order, Runnable what) {}

    Wire(StampProfile profile) {
        this(profile, Optional.empty());
    }

    Wire(StampProfile profile, Optional<StampKey> key) {
        plan = StampPath.plan(new Path("sjc", "sin-edge1", ProbeKind.STAMP),
                new InetSocketAddress("203.0.113.9", 862), 77, profile, key);
    }

    void forgetLosses() {
        List.of(lostThere, lostBack, refused, twiceBack, slowBack).forEach(Set::clear);
    }

    void spoil() {
        plan.factory().spoiled();
    }

    /// Runs one round to its end, then lets a second pass.
    SessionReport round() {
        ProbeSession session = plan.factory().open("run-1", at(now),
                Instant.EPOCH.plusNanos(now));
        Optional<SessionReport> report = carryOut(session, session.start(at(now)));
        while (report.isEmpty()) {
            Event event = events.remove();
            now = Math.max(now, event.at);
            Box box = new Box();
            current = box;
            event.what.run();
            report = box.report;
        }
        events.clear();
        now += 1_000_000_000L;
        return report.get();
    }

    private static final class Box {
        private Optional<SessionReport> report = Optional.empty();
    }

    private Box current = new Box();

    private Optional<SessionReport> carryOut(ProbeSession session, List<Action> actions) {
        Optional<SessionReport> report = Optional.empty();
        for (Action action : actions) {
            switch (action) {
                case Action.Send(int packet, ByteBuffer bytes) -> send(session, packet, bytes);
                case Action.WakeAt(MonotonicInstant when) -> {
                    wake = when.nanos();
                    later(when.nanos(), () -> {
                        if (wake == when.nanos()) {
                            current.report = carryOut(session, session.expired(at(now)));
                        }
                    });
                }
                case Action.Finish(SessionReport finished) -> report = Optional.of(finished);
            }
        }
        return report;
    }

    private void send(ProbeSession session, int packet, ByteBuffer bytes) {
        if (refused.contains(packet)) {
            later(now, () -> current.report = carryOut(session,
                    session.refused(at(now), packet, Refusal.LOCAL_FIREWALL)));
            return;
        }
        later(now, () -> current.report = carryOut(session, session.sent(at(now), packet)));
        if (!lostThere.contains(packet)) {
            later(now + ONE_WAY_NANOS, () -> reflect(session, packet, bytes));
        }
    }

    private void reflect(ProbeSession session, int packet, ByteBuffer bytes) {
        if (packet == restartBefore) {
            reflector = new StampReflector(862);
        }
        Optional<ByteBuffer> reply = reflector.answer(at(now), Instant.EPOCH.plusNanos(now), FROM,
                bytes);
        if (reply.isEmpty() || lostBack.contains(packet)) {
            return;
        }
        long back = now + (slowBack.contains(packet) ? 600_000_000L : ONE_WAY_NANOS);
        for (int i = 0; i < (twiceBack.contains(packet) ? 2 : 1); i++) {
            later(back, () -> current.report = carryOut(session,
                    session.received(at(now), ClockSource.VIRTUAL,
                            mangled.apply(reply.get().duplicate()))));
        }
    }

    private void later(long when, Runnable what) {
        order++;
        events.add(new Event(when, order, what));
    }

    private static MonotonicInstant at(long nanos) {
        return new MonotonicInstant(nanos);
    }
}

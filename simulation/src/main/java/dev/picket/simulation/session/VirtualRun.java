package dev.picket.simulation.session;

import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Responder;
import dev.picket.probes.session.SessionReport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// One session on virtual time: carries out what it asks for, as the plane does on real sockets.
/// Every send is stamped at once and exactly.
final class VirtualRun {

    /// Things that happen in one run: a round of 64 packets has some 260.
    private static final int EVENTS_MAX = 20_000;
    /// How far a copy is behind.
    private static final long COPY_NANOS = 10_000;
    /// An address of documentation (RFC 5737).
    private static final InetSocketAddress VANTAGE = new InetSocketAddress(
            InetAddress.ofLiteral("192.0.2.1"), 40_000);

    private final ProbeSession session;
    private final Responder responder;
    private final PacketFates fates;
    private final RunStart start;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private Optional<SessionReport> report = Optional.empty();
    private long wakeNanos = Long.MIN_VALUE;
    private long ordered;

    private record Event(long nanos, long order, Happening what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return nanos == other.nanos
                    ? Long.compare(order, other.order)
                    : Long.compare(nanos, other.nanos);
        }
    }

    private sealed interface Happening {
        record Sent(int packet, ByteBuffer bytes) implements Happening {}

        record Wake() implements Happening {}

        record AtTarget(int packet, ByteBuffer request) implements Happening {}

        record Back(ByteBuffer answer) implements Happening {}
    }

    private VirtualRun(ProbeSession session, Responder responder, PacketFates fates,
            RunStart start) {
        this.session = session;
        this.responder = responder;
        this.fates = fates;
        this.start = start;
    }

    /// Runs `session` to its end.
    static SessionReport of(ProbeSession session, Responder responder, PacketFates fates,
            RunStart start) {
        return new VirtualRun(session, responder, fates, start).run();
    }

    private SessionReport run() {
        carryOut(session.start(new MonotonicInstant(start.nanos())), start.nanos());
        for (int count = 0; count < EVENTS_MAX && report.isEmpty(); count++) {
            Event next = events.poll();
            if (next == null) {
                break;
            }
            happen(next);
        }
        return report.orElseThrow(
                () -> new IllegalStateException("run " + start.runId() + " does not end"));
    }

    private void happen(Event event) {
        MonotonicInstant now = new MonotonicInstant(event.nanos());
        switch (event.what()) {
            case Happening.Sent(int packet, ByteBuffer bytes) -> {
                carryOut(session.sent(now, packet), event.nanos());
                travel(packet, bytes, event.nanos());
            }
            case Happening.Wake() -> {
                // A newer wish has replaced an older one.
                if (event.nanos() == wakeNanos) {
                    carryOut(session.expired(now), event.nanos());
                }
            }
            case Happening.AtTarget(int packet, ByteBuffer request) ->
                answer(packet, request, event.nanos());
            case Happening.Back(ByteBuffer answer) -> carryOut(
                    session.received(now, ClockSource.VIRTUAL, answer), event.nanos());
        }
    }

    private void answer(int packet, ByteBuffer request, long nanos) {
        Optional<ByteBuffer> answer = responder.answer(new MonotonicInstant(nanos),
                start.wall().plusNanos(nanos - start.nanos()), VANTAGE, request);
        if (answer.isPresent()) {
            OptionalLong way = fates.returnNanos(packet, nanos);
            if (way.isPresent()) {
                add(nanos + way.getAsLong(), new Happening.Back(answer.get()));
                if (fates.returnsTwice(packet)) {
                    add(nanos + way.getAsLong() + COPY_NANOS,
                            new Happening.Back(answer.get().duplicate()));
                }
            }
        }
    }

    private void carryOut(List<Action> actions, long nanos) {
        for (Action action : actions) {
            switch (action) {
                case Action.Send(int packet, ByteBuffer bytes) ->
                    add(nanos, new Happening.Sent(packet, bytes.duplicate()));
                case Action.WakeAt(MonotonicInstant at) -> {
                    wakeNanos = Math.max(nanos, at.nanos());
                    add(wakeNanos, new Happening.Wake());
                }
                case Action.Finish(SessionReport finished) -> report = Optional.of(finished);
            }
        }
    }

    /// The last packet of a run that is over meets nobody's question.
    private void travel(int packet, ByteBuffer bytes, long nanos) {
        if (report.isPresent()) {
            return;
        }
        OptionalLong way = fates.forwardNanos(packet, nanos);
        if (way.isPresent()) {
            add(nanos + way.getAsLong(), new Happening.AtTarget(packet, bytes));
            if (fates.comesTwice(packet)) {
                add(nanos + way.getAsLong() + COPY_NANOS,
                        new Happening.AtTarget(packet, bytes.duplicate()));
            }
        }
    }

    private void add(long nanos, Happening what) {
        events.add(new Event(nanos, ordered++, what));
    }
}

package dev.picket.simulation.bench.packets;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.run.ProbePlan;
import dev.picket.probes.run.SessionFactory;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A path of one packet a round whose sessions are watched: what they tell, and what the clock said
/// as their packets were handed over and their replies read.
final class WatchedPath implements SessionFactory {

    private final ProbePlan.DatagramPlan inner;
    private final Clock clock;
    private final List<Sample> samples = new ArrayList<>();

    WatchedPath(ProbePlan.DatagramPlan inner, Clock clock) {
        this.inner = inner;
        this.clock = clock;
    }

    /// One packet.
    ///
    /// @param key of session and sequence number
    /// @param toldNanos the round trip the session told, by `source`
    /// @param userNanos the round trip by clock readings of this process
    record Sample(long key, long toldNanos, ClockSource source, long userNanos) {}

    ProbePlan plan() {
        return new ProbePlan.DatagramPlan(inner.path(), inner.remote(), inner.timeout(),
                inner.flows(), this);
    }

    /// Read once the plane is at rest.
    List<Sample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public ProbeSession open(String runId, MonotonicInstant now, Instant wall) {
        return new Watched(inner.factory().open(runId, now, wall));
    }

    private final class Watched implements ProbeSession {

        private final ProbeSession session;
        private long number;
        private long sentNanos;
        private long readNanos;

        Watched(ProbeSession session) {
            this.session = session;
        }

        @Override
        public long token() {
            return session.token();
        }

        @Override
        public List<Action> start(MonotonicInstant now) {
            return numbered(session.start(now));
        }

        @Override
        public List<Action> sent(MonotonicInstant at, int packet) {
            sentNanos = at.nanos();
            return session.sent(at, packet);
        }

        @Override
        public void stamped(MonotonicInstant at, int packet) {
            session.stamped(at, packet);
        }

        @Override
        public List<Action> refused(MonotonicInstant at, int packet, Refusal refusal) {
            return session.refused(at, packet, refusal);
        }

        @Override
        public List<Action> received(MonotonicInstant at, ClockSource source,
                ByteBuffer datagram) {
            readNanos = clock.monotonic().nanos();
            List<Action> actions = session.received(at, source, datagram);
            actions.forEach(this::note);
            return actions;
        }

        @Override
        public List<Action> expired(MonotonicInstant now) {
            return numbered(session.expired(now));
        }

        /// Reads the sequence number a packet is about to leave with, its first four octets.
        private List<Action> numbered(List<Action> actions) {
            for (Action action : actions) {
                if (action instanceof Action.Send(int _, ByteBuffer bytes)) {
                    number = bytes.getInt(bytes.position()) & 0xffff_ffffL;
                }
            }
            return actions;
        }

        private void note(Action action) {
            if (action instanceof Action.Finish(SessionReport report)
                    && report.packets().received() == 1) {
                samples.add(new Sample(CReference.Reflector.key(token(), number),
                        report.packets().roundTrips().medianNanos(), report.clockSource(),
                        readNanos - sentNanos));
            }
        }
    }
}

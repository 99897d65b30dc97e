package dev.picket.probes.run;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.Received;
import dev.picket.probes.datagram.SendListener;
import dev.picket.probes.datagram.Unreachable;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A session in flight on a vantage's socket: carries out what the session asks for. On the plane's
/// thread only.
final class LiveRun {

    /// A session that has not finished this long after its budget is ended.
    private static final long GRACE_NANOS = 1_000_000_000L;

    private final ProbeSession session;
    private final ProbePlan.DatagramPlan plan;
    private final Surroundings around;
    private final MonotonicInstant begun;
    private final Deadline deadline = new Deadline(this);
    private long wishNanos = Long.MIN_VALUE;
    private boolean over;

    /// What a run needs of its surroundings; `finished` is called once.
    record Surroundings(DatagramPlane plane, Clock clock, VantageSocket socket,
            BiConsumer<LiveRun, SessionReport> finished) {}

    LiveRun(ProbeSession session, ProbePlan.DatagramPlan plan, Surroundings around) {
        this.session = session;
        this.plan = plan;
        this.around = around;
        this.begun = around.clock.monotonic();
    }

    long token() {
        return session.token();
    }

    int tokens() {
        return session.tokens();
    }

    InetSocketAddress remote() {
        return plan.remote();
    }

    void start() {
        MonotonicInstant last = begun.plus(plan.timeout()).plusNanos(GRACE_NANOS);
        around.plane.at(last, deadline);
        carryOut(session.start(begun));
    }

    void received(Received datagram) {
        if (!over) {
            session.header(datagram.header());
            carryOut(session.received(datagram.at(), datagram.source(), datagram.payload()));
        }
    }

    void refused(int packet, MonotonicInstant at, Refusal refusal) {
        if (!over) {
            carryOut(session.refused(at, packet, refusal));
        }
    }

    void unreachable(Unreachable error) {
        if (!over) {
            carryOut(session.unreachable(error.at(), error.error(), error.quoted()));
        }
    }

    /// Ends the run without a verdict.
    void end(LocalFaultCode code, String detail) {
        if (!over) {
            finish(new SessionReport(new Outcome.CouldNotTell(new LocalFault(code, 1, detail)),
                    around.clock.monotonic().nanosSince(begun), ClockSource.USER, List.of(),
                    PacketOutcomes.NONE, Map.of()));
        }
    }

    private void carryOut(List<Action> actions) {
        for (Action action : actions) {
            if (over) {
                return;
            }
            switch (action) {
                case Action.Send(int packet, var bytes) ->
                    around.socket.send(packet % plan.flows(), plan.remote(), bytes,
                            new Told(packet));
                case Action.WakeAt(MonotonicInstant at) -> wakeAt(at);
                case Action.Finish(SessionReport report) -> finish(report);
            }
        }
    }

    /// A newer wish replaces an older one, whose timer then finds itself outdated.
    private void wakeAt(MonotonicInstant at) {
        long wish = at.nanos();
        wishNanos = wish;
        around.plane.at(at, () -> {
            if (!over && wishNanos == wish) {
                carryOut(session.expired(around.clock.monotonic()));
            }
        });
    }

    private void finish(SessionReport report) {
        over = true;
        deadline.run = null;
        around.finished.accept(this, report);
    }

    /// Ends a run that does not end by itself; of one that ended it keeps nothing, as its timer
    /// outlives the run.
    private static final class Deadline implements Runnable {

        private @Nullable LiveRun run;

        Deadline(LiveRun run) {
            this.run = run;
        }

        @Override
        public void run() {
            LiveRun left = run;
            if (left != null) {
                left.end(LocalFaultCode.LOCAL_STALL, "the run did not end by itself");
            }
        }
    }

    /// Tells the session what became of one of its packets.
    private final class Told implements SendListener {

        private final int packet;

        Told(int packet) {
            this.packet = packet;
        }

        @Override
        public void sent(MonotonicInstant at) {
            if (!over) {
                carryOut(session.sent(at, packet));
            }
        }

        @Override
        public void stamped(MonotonicInstant at) {
            if (!over) {
                session.stamped(at, packet);
            }
        }

        @Override
        public void refused(MonotonicInstant at, Refusal refusal) {
            around.socket.countSendError();
            LiveRun.this.refused(packet, at, refusal);
        }
    }
}

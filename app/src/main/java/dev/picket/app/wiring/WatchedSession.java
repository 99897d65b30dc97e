package dev.picket.app.wiring;

import dev.picket.model.failure.FailureText;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.IpHeader;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// A session that tells what passes through it, and its stages as they pass, and is otherwise the
/// one inside.
final class WatchedSession implements ProbeSession {

    private static final double NANOS_PER_MILLI = 1e6;

    private final ProbeSession session;
    private final MonotonicInstant begun;
    private final Consumer<String> told;
    private int stages;

    WatchedSession(ProbeSession session, MonotonicInstant begun, Consumer<String> told) {
        this.session = session;
        this.begun = begun;
        this.told = told;
    }

    @Override
    public long token() {
        return session.token();
    }

    @Override
    public int tokens() {
        return session.tokens();
    }

    @Override
    public void header(IpHeader header) {
        session.header(header);
    }

    @Override
    public void stamped(MonotonicInstant at, int packet) {
        session.stamped(at, packet);
    }

    @Override
    public List<Action> start(MonotonicInstant now) {
        return session.start(now);
    }

    @Override
    public List<Action> sent(MonotonicInstant at, int packet) {
        tell(at, "packet " + (packet + 1) + " sent");
        return staged(at, session.sent(at, packet));
    }

    @Override
    public List<Action> refused(MonotonicInstant at, int packet, Refusal refusal) {
        tell(at, "refused: " + refusal.words());
        return session.refused(at, packet, refusal);
    }

    @Override
    public List<Action> unreachable(MonotonicInstant at, NetworkError error, ByteBuffer quoted) {
        tell(at, error.refusal().words() + error.offender()
                .map(offender -> " by " + offender.getHostAddress()).orElse(""));
        return session.unreachable(at, error, quoted);
    }

    @Override
    public List<Action> received(MonotonicInstant at, ClockSource source, ByteBuffer datagram) {
        tell(at, "reply of " + datagram.remaining() + " bytes");
        return staged(at, session.received(at, source, datagram));
    }

    @Override
    public List<Action> expired(MonotonicInstant now) {
        return staged(now, session.expired(now));
    }

    @Override
    public List<StageTiming> passedStages() {
        return session.passedStages();
    }

    private List<Action> staged(MonotonicInstant at, List<Action> actions) {
        List<StageTiming> passed = session.passedStages();
        for (; stages < passed.size(); stages++) {
            StageTiming stage = passed.get(stages);
            tell(at, stage.stage() + " passed in " + FailureText.duration(stage.spentNanos()));
        }
        return actions;
    }

    private void tell(MonotonicInstant at, String what) {
        told.accept(String.format(Locale.ROOT, "%7.1f ms  %s",
                at.nanosSince(begun) / NANOS_PER_MILLI, what));
    }
}

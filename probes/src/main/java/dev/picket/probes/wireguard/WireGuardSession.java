package dev.picket.probes.wireguard;

import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Action;
import dev.picket.probes.session.ProbeSession;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.tunnel.Ending;
import dev.picket.probes.tunnel.Ladder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A WireGuard handshake as a probe: initiations by the schedule until one is answered, then one
/// keepalive, which confirms the handshake and lets the gateway fall silent. Where the target says
/// what is behind the gateway, that is climbed first, stage by stage, and another keepalive ends
/// the session: a gateway whose last packet is not acknowledged by any would call us back.
///
/// Each attempt is a new initiation: a gateway answers a repeated one with silence. The first is
/// made with the session, before any clock runs; every response is stamped before it is verified.
/// What cannot be verified is counted and otherwise ignored: anybody can send it.
///
/// A gateway may initiate instead of answering, see [PeerCalls]. Then both handshakes stay open,
/// ours and its, and the session goes on with the first that is confirmed; in a tunnel that is open
/// already, the gateway's own newer keys replace the older ones.
public final class WireGuardSession implements ProbeSession {

    /// Answers to the gateway's initiations are packets numbered from here.
    private static final int ANSWERS_FROM = 1_000;

    private final WireGuardTarget target;
    private final Run run;
    private final SessionRecord record;
    private final PeerCalls calls;
    private final Initiations initiations;
    private Optional<OpenTunnel> tunnel = Optional.empty();

    /// One run of the probe.
    ///
    /// @param token 0 to [WireGuardDemultiplexer#TOKEN_LIMIT], unique among the sessions in flight
    /// @param wall the wall clock at the session's start
    public record Run(long token, String runId, Instant wall) {

        public Run {
            if (token < 0 || token >= WireGuardDemultiplexer.TOKEN_LIMIT) {
                throw new IllegalArgumentException("token out of range: " + token);
            }
        }
    }

    public WireGuardSession(WireGuardTarget target, Run run) {
        this.target = target;
        this.run = run;
        this.record = new SessionRecord(target, run);
        this.calls = new PeerCalls(target, run.token());
        this.initiations = new Initiations(target, run, record.attempts());
        record.clockStepped(target.timestamps().takeStepNanos());
    }

    @Override
    public long token() {
        return run.token();
    }

    @Override
    public List<Action> start(MonotonicInstant now) {
        record.startedAt(now);
        return initiations.start(now);
    }

    @Override
    public List<Action> sent(MonotonicInstant at, int packet) {
        if (packet >= ANSWERS_FROM) {
            record.callAnswerLeft(at);
            return List.of();
        }
        if (tunnel.isPresent()) {
            return sentInside(at, packet, tunnel.get());
        }
        initiations.numbered(packet).ifPresent(attempt -> attempt.sent(at));
        return List.of();
    }

    private List<Action> sentInside(MonotonicInstant at, int packet, OpenTunnel open) {
        if (!open.isConfirmation(packet)) {
            open.sent(at, packet);
            return List.of();
        }
        record.confirmed(at);
        Optional<Ladder> ladder = target.tunnel().map(behind -> new Ladder(behind,
                () -> Bytes.getInt(target.entropy().bytes(Integer.BYTES), 0)));
        if (ladder.isEmpty()) {
            return finish(record.good(at));
        }
        record.climbs(ladder.get());
        return climbed(at, open, open.start(at, initiations.deadline(), ladder.get()));
    }

    /// Adds the end to `actions` where the ladder has come to it.
    private List<Action> climbed(MonotonicInstant at, OpenTunnel open, List<Action> actions) {
        if (open.ending().isEmpty()) {
            return actions;
        }
        List<Action> all = new ArrayList<>(actions);
        all.add(open.keepalive());
        all.addAll(finish(switch (open.ending().get()) {
            case Ending.Passed _ -> record.good(at);
            case Ending.Failed failed -> record.failed(at, failed);
        }));
        return all;
    }

    @Override
    public List<Action> refused(MonotonicInstant at, int packet, Refusal refusal) {
        if (refusal.isLocal()) {
            return finish(record.refusedHere(at, refusal));
        }
        if (tunnel.isEmpty()) {
            return unreachable(at, packet, refusal);
        }
        if (tunnel.get().isConfirmation(packet) && !tunnel.get().isClimbing()) {
            return finish(record.notConfirmed(at));
        }
        record.unreachable(refusal);
        return List.of();
    }

    /// An ICMP error may be passing, or forged: the remaining attempts are made all the same.
    private List<Action> unreachable(MonotonicInstant at, int packet, Refusal refusal) {
        record.unreachable(refusal);
        initiations.numbered(packet).ifPresent(Attempt::answeredUnreachable);
        return initiations.areUnreachable() ? finish(record.failed(at)) : List.of();
    }

    @Override
    public List<Action> received(MonotonicInstant at, ClockSource source, ByteBuffer datagram) {
        byte[] bytes = Bytes.copyOf(datagram);
        if (Layout.is(Layout.INITIATION, bytes)) {
            return called(at, bytes);
        }
        if (tunnel.isPresent()) {
            return inside(at, bytes, tunnel.get());
        }
        if (Layout.is(Layout.RESPONSE, bytes)) {
            return response(at, source, bytes);
        }
        if (Layout.is(Layout.COOKIE, bytes)) {
            return cookieReply(at, bytes);
        }
        return calls.confirmedBy(bytes).map(confirmed -> {
            record.callConfirmed(at, source);
            return opened(new OpenTunnel(confirmed.transport(), confirmed.attempt(),
                    record.attempts().size()));
        }).orElse(List.of());
    }

    /// The gateway initiates.
    private List<Action> called(MonotonicInstant at, byte[] bytes) {
        Optional<ByteBuffer> answer = calls.answer(bytes, initiations.newest());
        if (answer.isEmpty()) {
            record.callIgnored();
            return List.of();
        }
        int packet = ANSWERS_FROM + record.called(at, tunnel.isEmpty());
        return List.of(new Action.Send(packet, answer.get()));
    }

    private List<Action> opened(OpenTunnel open) {
        tunnel = Optional.of(open);
        return List.of(open.keepalive(), new Action.WakeAt(initiations.deadline()));
    }

    private List<Action> response(MonotonicInstant at, ClockSource source, byte[] bytes) {
        Optional<Transport> keys = accept(bytes);
        if (keys.isEmpty()) {
            record.invalidReply();
            return List.of();
        }
        int number = answered(bytes);
        record.answered(number, at, source);
        return opened(new OpenTunnel(keys.get(), number, record.attempts().size()));
    }

    /// The number of the initiation a response answers.
    private static int answered(byte[] response) {
        return WireGuardDemultiplexer
                .initiationOf(Bytes.getInt(response, Layout.RESPONSE_RECEIVER));
    }

    private Optional<Transport> accept(byte[] response) {
        return initiations.numbered(answered(response))
                .flatMap(attempt -> attempt.initiation().accept(response)).map(Transport::new);
    }

    /// Data, or the answer to a later initiation than the one whose keys are used.
    private List<Action> inside(MonotonicInstant at, byte[] bytes, OpenTunnel open) {
        if (!open.isClimbing()) {
            return List.of();
        }
        if (Layout.is(Layout.RESPONSE, bytes) && open.isNewer(answered(bytes))) {
            return accept(bytes).map(keys -> {
                open.rekey(answered(bytes), keys);
                return List.<Action>of(open.keepalive());
            }).orElse(List.of());
        }
        Optional<PeerCalls.Confirmed> newer = calls.confirmedBy(bytes);
        if (newer.isPresent()) {
            open.rekey(newer.get().attempt(), newer.get().transport());
            return climbed(at, open, open.carried(at, Bytes.copyOf(newer.get().packet())));
        }
        return open.received(at, bytes).map(actions -> climbed(at, open, actions))
                .orElse(List.of());
    }

    private List<Action> cookieReply(MonotonicInstant at, byte[] bytes) {
        int number = WireGuardDemultiplexer.initiationOf(Bytes.getInt(bytes, Layout.FIRST_INDEX));
        Optional<Cookie> opened = initiations.numbered(number)
                .flatMap(attempt -> attempt.initiation().openCookie(bytes));
        if (opened.isEmpty()) {
            record.invalidReply();
            return List.of();
        }
        record.cookieReply();
        return initiations.with(opened.get(), at);
    }

    @Override
    public List<Action> expired(MonotonicInstant now) {
        if (tunnel.isPresent()) {
            return expiredInside(now, tunnel.get());
        }
        return now.isBefore(initiations.deadline())
                ? initiations.expired(now)
                : finish(record.failed(now));
    }

    /// The keepalive is handed over at once; where nobody says so by the end, that is no fault of
    /// the gateway, but with a ladder to climb nothing is known either.
    private List<Action> expiredInside(MonotonicInstant now, OpenTunnel open) {
        if (open.isClimbing()) {
            return climbed(now, open, open.expired(now));
        }
        return finish(target.tunnel().isEmpty()
                ? record.good(now)
                : record.refusedHere(now, Refusal.LOCAL_ERROR));
    }

    /// None before an answer, which tells the initiation they are counted from.
    @Override
    public List<StageTiming> passedStages() {
        return tunnel.isPresent() ? record.passed() : List.of();
    }

    private List<Action> finish(SessionReport report) {
        initiations.wipe();
        tunnel.ifPresent(OpenTunnel::wipe);
        calls.wipe();
        return List.of(new Action.Finish(report));
    }
}

package dev.picket.probes.wireguard;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PacketOutcomes.RoundTrips;
import dev.picket.model.result.PeerWarmth;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.round.Refusals;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import dev.picket.probes.tunnel.DoctorChecks;
import dev.picket.probes.tunnel.Ending;
import dev.picket.probes.tunnel.Ladder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a session has seen so far, and the report that follows from it.
///
/// The stages: `initiate` until the answered initiation left, `response` from there until its reply
/// came (the round trip), `verify` until the keepalive left, `confirm`, which takes no time of its
/// own because nothing answers a keepalive; then those inside the tunnel, where it is climbed.
/// Where the gateway initiated instead, see [PeerCall#stages].
///
/// Two verdicts stand in the details: `user`, good where the first initiation was answered, which
/// is what a client with the same budget would have seen; and `path`, good where any was. Neither
/// is where a stage inside the tunnel failed. `peer` says whether the gateway knew us, where that
/// can be told, see [PeerWarmth].
final class SessionRecord {

    private static final String HANDSHAKE = "WireGuard handshake";
    private static final String TUNNEL = "WireGuard tunnel";
    private static final List<String> STAGES = List.of("initiate", "response", "verify",
            "confirm");

    private final WireGuardTarget target;
    private final WireGuardSession.Run run;
    private final List<Attempt> attempts = new ArrayList<>();
    private MonotonicInstant startedAt = new MonotonicInstant(0);
    private Optional<Answer> answer = Optional.empty();
    private Optional<PeerCall> call = Optional.empty();
    private int calls;
    private int callsIgnored;
    private Optional<MonotonicInstant> confirmedAt = Optional.empty();
    private Optional<Ladder> ladder = Optional.empty();
    private Optional<FailureCode> unreachable = Optional.empty();
    private int cookies;
    private int invalid;
    private int refusedHere;
    private long clockStepNanos;

    private record Answer(int attempt, MonotonicInstant at, ClockSource source) {}

    SessionRecord(WireGuardTarget target, WireGuardSession.Run run) {
        this.target = target;
        this.run = run;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    void startedAt(MonotonicInstant now) {
        startedAt = now;
    }

    void clockStepped(long nanos) {
        clockStepNanos = nanos;
    }

    void answered(int attempt, MonotonicInstant at, ClockSource source) {
        answer = Optional.of(new Answer(attempt, at, source));
    }

    /// The gateway initiates, and is answered.
    ///
    /// @param first before anything was agreed on
    /// @return how often it had
    int called(MonotonicInstant at, boolean first) {
        if (first && call.isEmpty()) {
            call = Optional.of(PeerCall.first(at, sentCount()));
        }
        return calls++;
    }

    void callIgnored() {
        callsIgnored++;
    }

    void callAnswerLeft(MonotonicInstant at) {
        call = call.map(open -> open.answerLeft(at));
    }

    /// The gateway's first data message came under the keys of its own initiation.
    void callConfirmed(MonotonicInstant at, ClockSource source) {
        call = call.map(open -> open.confirmed(at, source));
    }

    private boolean isCallConfirmed() {
        return call.flatMap(PeerCall::confirmation).isPresent();
    }

    void cookieReply() {
        cookies++;
    }

    void invalidReply() {
        invalid++;
    }

    void unreachable(Refusal refusal) {
        unreachable = Optional.of(Refusals.code(refusal));
    }

    /// The keepalive left. What routers said of initiations that were lost is forgotten.
    void confirmed(MonotonicInstant at) {
        confirmedAt = Optional.of(at);
        unreachable = Optional.empty();
    }

    /// From here on `climbed` tells of the stages inside the tunnel.
    void climbs(Ladder climbed) {
        ladder = Optional.of(climbed);
    }

    SessionReport good(MonotonicInstant at) {
        return report(at, new Outcome.Good());
    }

    /// A stage inside the tunnel failed; what a router said of the tunnel's own packets says more
    /// than that nothing came out of it.
    SessionReport failed(MonotonicInstant at, Ending.Failed ending) {
        FailureCode code = switch (ending.code()) {
            case WG_ONE_WAY, PATH_MTU_BLACK_HOLE -> unreachable.orElse(ending.code());
            default -> ending.code();
        };
        int climbed = ladder.map(rungs -> rungs.passed().size()).orElse(0);
        return failed(at, code, STAGES.size() + climbed + 1, ending.seen());
    }

    /// The keepalive could not be sent.
    SessionReport notConfirmed(MonotonicInstant at) {
        return failed(at, FailureCode.WG_CONFIRM_FAILED, 4, seen());
    }

    /// No true response came in time; the most telling of what came instead is the reason.
    SessionReport failed(MonotonicInstant at) {
        if (call.isPresent()) {
            return failed(at, unreachable.orElse(FailureCode.WG_PEER_NOT_CONFIRMED), 4, seen());
        }
        if (clockStepNanos > 0) {
            return report(at, new Outcome.CouldNotTell(new LocalFault(
                    LocalFaultCode.LOCAL_CLOCK_STEP, 1, clockStepNanos + " ns back")));
        }
        if (invalid > 0) {
            return failed(at, FailureCode.WG_REPLY_INVALID, 3, seen());
        }
        if (cookies > 0) {
            return failed(at, FailureCode.WG_COOKIE_ONLY, 2, seen());
        }
        return failed(at, unreachable.orElse(FailureCode.WG_NO_HANDSHAKE_REPLY), 2, seen());
    }

    private SessionReport failed(MonotonicInstant at, FailureCode code, int stage, String seen) {
        int total = STAGES.size() + target.tunnel().map(Ladder::stages).map(List::size).orElse(0);
        ProbeFailure failure = new ProbeFailure(code,
                target.tunnel().isPresent() ? TUNNEL : HANDSHAKE, stage, total,
                target.label(), target.vantage(), at.nanosSince(startedAt),
                target.schedule().budget().toNanos(), seen, passed(), List.of(),
                Optional.empty(), run.runId());
        return report(at, new Outcome.Failed(failure));
    }

    SessionReport refusedHere(MonotonicInstant at, Refusal refusal) {
        refusedHere++;
        LocalFaultCode code = Refusals.localFault(refusal)
                .orElse(LocalFaultCode.LOCAL_SEND_ERROR);
        LocalFault fault = new LocalFault(code, 1, "towards " + target.label());
        return report(at, new Outcome.CouldNotTell(fault));
    }

    private String seen() {
        return count(sentCount(), "initiation") + " sent, " + count(cookies, "cookie")
                + ", " + count(invalid, "invalid response")
                + (answer.isPresent() ? ", 1 response" : ", 0 responses")
                + (calls > 0 ? ", " + count(calls, "initiation") + " of the gateway" : "");
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private int sentCount() {
        return (int) attempts.stream().filter(attempt -> attempt.sentAt().isPresent()).count();
    }

    /// The stages passed so far.
    List<StageTiming> passed() {
        List<StageTiming> stages = new ArrayList<>(
                answer.isEmpty() && call.isPresent()
                        ? call.get().stages(startedAt, attempts.getFirst().sentAt())
                        : passedToConfirmation());
        ladder.ifPresent(rungs -> stages.addAll(rungs.passed()));
        return stages;
    }

    private List<StageTiming> passedToConfirmation() {
        List<StageTiming> stages = new ArrayList<>();
        Attempt shown = attempts.get(answer.map(Answer::attempt).orElse(0));
        shown.sentAt().ifPresent(sent -> {
            stages.add(new StageTiming("initiate", sent.nanosSince(startedAt)));
            answer.ifPresent(reply -> stages
                    .add(new StageTiming("response", reply.at().nanosSince(sent))));
        });
        answer.ifPresent(reply -> confirmedAt.ifPresent(confirmed -> {
            stages.add(new StageTiming("verify", confirmed.nanosSince(reply.at())));
            stages.add(new StageTiming("confirm", 0));
        }));
        return stages;
    }

    private SessionReport report(MonotonicInstant at, Outcome outcome) {
        return new SessionReport(outcome, at.nanosSince(startedAt),
                answer.map(Answer::source).or(() -> call.flatMap(PeerCall::confirmation)
                        .map(PeerCall.Confirmation::source)).orElse(ClockSource.USER),
                passed(), packets(), details(outcome));
    }

    /// Counts initiations alone; the keepalive is no trial, nothing answers it. Those that a
    /// gateway met with its own are neither answered nor lost.
    private PacketOutcomes packets() {
        if (answer.isEmpty() && call.isPresent()) {
            return PacketOutcomes.NONE;
        }
        int sent = sentCount();
        Optional<Long> roundTrip = answer.flatMap(reply -> attempts.get(reply.attempt()).sentAt()
                .map(reply.at()::nanosSince));
        int received = roundTrip.isPresent() ? 1 : 0;
        long bits = roundTrip.isPresent() ? 1L << answer.orElseThrow().attempt() : 0L;
        long nanos = roundTrip.orElse(0L);
        return new PacketOutcomes(sent + refusedHere, sent, refusedHere, -1, received, 0, 0, bits,
                0, new RoundTrips(nanos, nanos, nanos));
    }

    private Map<String, String> details(Outcome outcome) {
        Map<String, String> details = new TreeMap<>();
        boolean called = answer.isEmpty() && isCallConfirmed();
        boolean user = called
                ? call.orElseThrow().before() == 1
                : answer.map(Answer::attempt).orElse(-1) == 0;
        boolean climbed = ladder.isEmpty() || outcome instanceof Outcome.Good;
        if (refusedHere == 0) {
            new SessionVerdicts(user && climbed, (called || answer.isPresent()) && climbed)
                    .addTo(details);
        }
        ladder.ifPresent(rungs -> details.putAll(rungs.details()));
        target.tunnel().ifPresent(
                behind -> details.putAll(DoctorChecks.of(behind, passed(), outcome)));
        details.put("attempts", Integer.toString(attempts.size()));
        answer.ifPresent(
                reply -> details.put("answeredAttempt", Integer.toString(reply.attempt() + 1)));
        peer().ifPresent(peer -> details.put(PeerWarmth.DETAIL, peer.label()));
        call.ifPresent(open -> details.put("initiationsBeforeCall",
                Integer.toString(open.before())));
        if (callsIgnored > 0) {
            details.put("callsIgnored", Integer.toString(callsIgnored));
        }
        if (cookies > 0) {
            details.put("cookies", Integer.toString(cookies));
        }
        if (invalid > 0) {
            details.put("invalidReplies", Integer.toString(invalid));
        }
        if (clockStepNanos > 0) {
            details.put("clockStepNanos", Long.toString(clockStepNanos));
        }
        return details;
    }

    private Optional<PeerWarmth> peer() {
        return call.isPresent()
                ? Optional.of(PeerWarmth.COLD)
                : answer.map(_ -> PeerWarmth.WARM);
    }
}

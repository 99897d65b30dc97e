package dev.picket.probes.wireguard;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.PacketOutcomes.RoundTrips;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.round.Refusals;
import dev.picket.probes.session.Refusal;
import dev.picket.probes.session.SessionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a session has seen so far, and the report that follows from it.
///
/// The stages: `initiate` until the answered initiation left, `response` from there until its reply
/// came (the round trip), `verify` until the keepalive left, `confirm`, which takes no time of its
/// own because nothing answers a keepalive.
///
/// Two verdicts stand in the details: `user`, good where the first initiation was answered, which
/// is what a client with the same budget would have seen; and `path`, good where any was.
final class SessionRecord {

    private static final String TRIED = "WireGuard handshake";
    private static final List<String> STAGES = List.of("initiate", "response", "verify",
            "confirm");

    private final WireGuardTarget target;
    private final WireGuardSession.Run run;
    private final List<Attempt> attempts = new ArrayList<>();
    private MonotonicInstant startedAt = new MonotonicInstant(0);
    private Optional<Answer> answer = Optional.empty();
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

    void cookieReply() {
        cookies++;
    }

    void invalidReply() {
        invalid++;
    }

    void unreachable(Refusal refusal) {
        unreachable = Optional.of(Refusals.code(refusal));
    }

    SessionReport good(MonotonicInstant at) {
        List<StageTiming> stages = new ArrayList<>(passed());
        answer.ifPresent(reply -> {
            stages.add(new StageTiming("verify", at.nanosSince(reply.at())));
            stages.add(new StageTiming("confirm", 0));
        });
        return report(at, new Outcome.Good(), stages);
    }

    /// The keepalive could not be sent.
    SessionReport notConfirmed(MonotonicInstant at) {
        return failed(at, FailureCode.WG_CONFIRM_FAILED, 4);
    }

    /// No true response came in time; the most telling of what came instead is the reason.
    SessionReport failed(MonotonicInstant at) {
        if (clockStepNanos > 0) {
            return report(at, new Outcome.CouldNotTell(new LocalFault(
                    LocalFaultCode.LOCAL_CLOCK_STEP, 1, clockStepNanos + " ns back")), passed());
        }
        if (invalid > 0) {
            return failed(at, FailureCode.WG_REPLY_INVALID, 3);
        }
        if (cookies > 0) {
            return failed(at, FailureCode.WG_COOKIE_ONLY, 2);
        }
        return failed(at, unreachable.orElse(FailureCode.WG_NO_HANDSHAKE_REPLY), 2);
    }

    private SessionReport failed(MonotonicInstant at, FailureCode code, int stage) {
        ProbeFailure failure = new ProbeFailure(code, TRIED, stage, STAGES.size(),
                target.label(), target.vantage(), at.nanosSince(startedAt),
                target.schedule().budget().toNanos(), seen(), passed(), List.of(),
                Optional.empty(), run.runId());
        return report(at, new Outcome.Failed(failure), passed());
    }

    SessionReport refusedHere(MonotonicInstant at, Refusal refusal) {
        refusedHere++;
        LocalFaultCode code = Refusals.localFault(refusal)
                .orElse(LocalFaultCode.LOCAL_SEND_ERROR);
        LocalFault fault = new LocalFault(code, 1, "towards " + target.label());
        return report(at, new Outcome.CouldNotTell(fault), passed());
    }

    private String seen() {
        return count(sentCount(), "initiation") + " sent, " + count(cookies, "cookie")
                + ", " + count(invalid, "invalid response")
                + (answer.isPresent() ? ", 1 response" : ", 0 responses");
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private int sentCount() {
        return (int) attempts.stream().filter(attempt -> attempt.sentAt().isPresent()).count();
    }

    private List<StageTiming> passed() {
        List<StageTiming> stages = new ArrayList<>();
        Attempt shown = attempts.get(answer.map(Answer::attempt).orElse(0));
        shown.sentAt().ifPresent(sent -> {
            stages.add(new StageTiming("initiate", sent.nanosSince(startedAt)));
            answer.ifPresent(reply -> stages
                    .add(new StageTiming("response", reply.at().nanosSince(sent))));
        });
        return stages;
    }

    private SessionReport report(MonotonicInstant at, Outcome outcome, List<StageTiming> stages) {
        return new SessionReport(outcome, at.nanosSince(startedAt),
                answer.map(Answer::source).orElse(ClockSource.USER), stages, packets(),
                details());
    }

    /// Counts initiations alone; the keepalive is no trial, nothing answers it.
    private PacketOutcomes packets() {
        int sent = sentCount();
        Optional<Long> roundTrip = answer.flatMap(reply -> attempts.get(reply.attempt()).sentAt()
                .map(reply.at()::nanosSince));
        int received = roundTrip.isPresent() ? 1 : 0;
        long bits = roundTrip.isPresent() ? 1L << answer.orElseThrow().attempt() : 0L;
        long nanos = roundTrip.orElse(0L);
        return new PacketOutcomes(sent + refusedHere, sent, refusedHere, -1, received, 0, 0, bits,
                0, new RoundTrips(nanos, nanos, nanos));
    }

    private Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        boolean user = answer.map(Answer::attempt).orElse(-1) == 0;
        if (refusedHere == 0) {
            new SessionVerdicts(user, answer.isPresent()).addTo(details);
        }
        details.put("attempts", Integer.toString(attempts.size()));
        answer.ifPresent(
                reply -> details.put("answeredAttempt", Integer.toString(reply.attempt() + 1)));
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
}

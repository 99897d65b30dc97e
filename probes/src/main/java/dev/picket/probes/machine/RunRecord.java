package dev.picket.probes.machine;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.run.Tallies;
import dev.picket.probes.session.SessionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What one run has seen so far, and the report that follows from it. A failing destroy never
/// replaces the outcome of the create before it; it stands in the details.
final class RunRecord {

    private static final String TRIED = "Machine create";
    private static final List<String> STAGES = List.of("create", "started", "destroy");
    /// Success is told at each of these, whatever the timeout.
    private static final List<Duration> MARKS = List.of(Duration.ofSeconds(10),
            Duration.ofSeconds(30), Duration.ofSeconds(60));
    private static final String NOT_KNOWN = "";
    /// Characters kept of an error's body, as it came.
    private static final int BODY_KEPT = 300;

    private final MachineTarget target;
    private final String runId;
    private final MonotonicInstant startedAt;
    private final List<StageTiming> passed = new ArrayList<>();
    private final Map<String, String> details = new TreeMap<>();
    private MonotonicInstant stageBegan;
    private Optional<Machine> machine = Optional.empty();

    RunRecord(MachineTarget target, String runId, MonotonicInstant startedAt) {
        this.target = target;
        this.runId = runId;
        this.startedAt = startedAt;
        this.stageBegan = startedAt;
    }

    String runId() {
        return runId;
    }

    MonotonicInstant startedAt() {
        return startedAt;
    }

    Optional<Machine> machine() {
        return machine;
    }

    void answered(ApiAnswer answer) {
        if (answer instanceof ApiAnswer.Answered answered) {
            details.put("status", Integer.toString(answered.status()));
            if (!answered.requestId().equals(NOT_KNOWN)) {
                details.put("requestId", answered.requestId());
            }
            if (!answered.isOk()) {
                details.put("body", answered.body()
                        .substring(0, Math.min(BODY_KEPT, answered.body().length())));
            }
        }
    }

    void passed(String stage, MonotonicInstant at) {
        passed.add(new StageTiming(stage, at.nanosSince(stageBegan)));
        stageBegan = at;
    }

    void exists(Machine created) {
        machine = Optional.of(created);
        details.put("machine", created.id());
        details.put("region", created.region());
    }

    void started(MonotonicInstant at) {
        passed("started", at);
        long nanos = at.nanosSince(startedAt);
        for (Duration mark : MARKS) {
            details.put(Tallies.STARTED_WITHIN + mark.toSeconds() + "s",
                    Boolean.toString(nanos <= mark.toNanos()));
        }
    }

    void foundLate() {
        details.put("lateSuccess", "true");
    }

    void destroyed(long spentNanos) {
        details.put("destroy", "good");
        details.put("destroyMillis", Long.toString(Duration.ofNanos(spentNanos).toMillis()));
        passed.add(new StageTiming("destroy", spentNanos));
    }

    void notDestroyed(String seen) {
        details.put("destroy", "failed");
        details.put("destroyCode", FailureCode.MACHINE_DESTROY_FAILED.name());
        details.put("destroySeen", seen);
    }

    Outcome failed(MonotonicInstant at, FailureCode code, String seen) {
        int stage = code == FailureCode.MACHINE_NOT_STARTED ? 2 : 1;
        return new Outcome.Failed(new ProbeFailure(code, TRIED, stage, STAGES.size(),
                target.label(), target.vantage(), at.nanosSince(startedAt),
                target.timeout().toNanos(), seen, passed, List.of(), Optional.empty(), runId));
    }

    Outcome couldNotTell(LocalFaultCode code, String seen) {
        return new Outcome.CouldNotTell(new LocalFault(code, 1, seen));
    }

    SessionReport report(MonotonicInstant at, Outcome outcome) {
        return new SessionReport(outcome, at.nanosSince(startedAt), ClockSource.USER, passed,
                PacketOutcomes.NONE, details);
    }
}

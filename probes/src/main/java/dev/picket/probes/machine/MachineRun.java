package dev.picket.probes.machine;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.Outcome;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.machine.ApiAnswer.Answered;
import dev.picket.probes.machine.ApiAnswer.Broken;
import dev.picket.probes.machine.ApiAnswer.NotConnected;
import dev.picket.probes.machine.ApiAnswer.Silent;
import dev.picket.probes.session.SessionReport;
import java.time.Duration;
import java.util.Optional;

/// One run from create to destroy. Whatever way it ends, no Machine stays behind that the API lets
/// us see: where the fate of a create is unknown, the run's own key in the metadata finds it.
final class MachineRun {

    private static final String CREATE = "create";
    private static final String STARTED = "started";
    private static final int POLLS_MAX = 120;
    private static final int DESTROY_TRIES = 2;

    private final MachineTarget target;
    private final MachineCalls api;
    private final MachinePacing pacing;
    private final Clock clock;

    MachineRun(MachineTarget target, MachineCalls api, MachinePacing pacing, Clock clock) {
        this.target = target;
        this.api = api;
        this.pacing = pacing;
        this.clock = clock;
    }

    SessionReport run(RunRecord record) throws InterruptedException {
        try {
            Outcome outcome = outcome(record);
            destroy(record);
            return record.report(clock.monotonic(), outcome);
        } catch (InterruptedException stopping) {
            // The create may be under way: its Machine is looked for before the prober stops.
            if (record.machine().isEmpty()) {
                lookUp(record).ifPresent(record::exists);
            }
            destroy(record);
            throw stopping;
        }
    }

    private Outcome outcome(RunRecord record) throws InterruptedException {
        ApiAnswer answer = api.create(MachineJson.createBody(target, record.runId()),
                target.timeout());
        record.answered(answer);
        return switch (answer) {
            case Answered answered -> answered(record, answered);
            case NotConnected none -> record.failed(clock.monotonic(),
                    none.isNameUnknown()
                            ? FailureCode.NAME_NOT_RESOLVED
                            : FailureCode.MACHINE_API_UNREACHABLE,
                    none.seen());
            case Silent silent -> lookedUp(record, silent);
            case Broken broken -> failedAndForgotten(record, broken);
        };
    }

    private Outcome answered(RunRecord record, Answered answer) throws InterruptedException {
        return switch (CreateClass.of(answer.status(), answer.body())) {
            case CREATED -> created(record, answer);
            case CAPACITY -> record.failed(clock.monotonic(), FailureCode.MACHINE_CAPACITY,
                    answer.seen());
            case OURS -> record.couldNotTell(LocalFaultCode.LOCAL_CREDENTIALS, answer.seen());
            case RATE_LIMITED -> record.couldNotTell(LocalFaultCode.LOCAL_RATE_LIMITED,
                    answer.seen());
            case AMBIGUOUS -> lookedUp(record, answer);
            case SERVER_ERROR -> failedAndForgotten(record, answer);
        };
    }

    private Outcome created(RunRecord record, Answered answer) throws InterruptedException {
        Optional<Machine> machine = MachineJson.machine(answer.body());
        if (machine.isEmpty()) {
            return failedAndForgotten(record, answer);
        }
        record.passed(CREATE, clock.monotonic());
        return standing(record, machine.get(), record.startedAt().plus(target.timeout()));
    }

    /// The Machine exists: is it where it should be, and does it start?
    private Outcome standing(RunRecord record, Machine machine, MonotonicInstant until)
            throws InterruptedException {
        record.exists(machine);
        if (!machine.region().equals(target.region())) {
            return record.failed(clock.monotonic(), FailureCode.MACHINE_WRONG_REGION,
                    "asked for " + target.region() + ", given " + machine.region());
        }
        String seen = "no wait was answered";
        for (int poll = 0; poll < POLLS_MAX && clock.monotonic().isBefore(until); poll++) {
            ApiAnswer answer = api.await(machine, STARTED, step(until));
            if (answer instanceof Answered answered) {
                if (answered.isOk()) {
                    record.started(clock.monotonic());
                    return new Outcome.Good();
                }
                if (answered.status() == 404) {
                    return record.failed(clock.monotonic(), FailureCode.MACHINE_NOT_STARTED,
                            "it was gone before it was seen started");
                }
            }
            seen = answer.seen();
            pauseUnlessLongPoll(answer);
        }
        return record.failed(clock.monotonic(), FailureCode.MACHINE_NOT_STARTED,
                "last wait: " + seen);
    }

    private Duration step(MonotonicInstant until) {
        Duration left = Duration.ofNanos(until.nanosSince(clock.monotonic()));
        return left.compareTo(pacing.waitStep()) < 0 ? left : pacing.waitStep();
    }

    /// A 408 has waited by itself; any other answer came at once.
    private void pauseUnlessLongPoll(ApiAnswer answer) throws InterruptedException {
        if (!(answer instanceof Answered answered && answered.status() == 408)) {
            api.pause(pacing.lookupPause());
        }
    }

    /// Create ended without a clear answer: a Machine found by the run's key is a late success,
    /// none found is a failure.
    private Outcome lookedUp(RunRecord record, ApiAnswer answer) throws InterruptedException {
        Optional<Machine> found = lookUp(record);
        if (found.isEmpty()) {
            return record.failed(clock.monotonic(), FailureCode.MACHINE_API_SILENT,
                    answer.seen() + ", and no Machine came of it");
        }
        record.foundLate();
        record.passed(CREATE, clock.monotonic());
        return standing(record, found.get(), clock.monotonic().plus(pacing.grace()));
    }

    /// A plain failure of the API; a Machine that came of it all the same is removed.
    private Outcome failedAndForgotten(RunRecord record, ApiAnswer answer)
            throws InterruptedException {
        Outcome failed = record.failed(clock.monotonic(), FailureCode.MACHINE_API_ERROR,
                answer.seen());
        lookUp(record).ifPresent(record::exists);
        return failed;
    }

    private Optional<Machine> lookUp(RunRecord record) throws InterruptedException {
        for (int i = 0; i < pacing.lookups(); i++) {
            api.pause(pacing.lookupPause());
            if (api.list(MachineJson.RUN_KEY, record.runId(),
                    pacing.callTimeout()) instanceof Answered answered && answered.isOk()) {
                Optional<Machine> found = MachineJson.machines(answered.body()).stream()
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private void destroy(RunRecord record) throws InterruptedException {
        Optional<Machine> machine = record.machine();
        if (machine.isEmpty()) {
            return;
        }
        MonotonicInstant from = clock.monotonic();
        ApiAnswer answer = new Silent("never called");
        for (int i = 0; i < DESTROY_TRIES; i++) {
            answer = api.destroy(machine.get().id(), pacing.callTimeout());
            if (answer instanceof Answered answered
                    && (answered.isOk() || answered.status() == 404)) {
                record.destroyed(clock.monotonic().nanosSince(from));
                return;
            }
        }
        record.notDestroyed(answer.seen());
    }
}

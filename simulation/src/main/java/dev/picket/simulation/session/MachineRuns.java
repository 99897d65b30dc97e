package dev.picket.simulation.session;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.platform.yaml.Secret;
import dev.picket.probes.machine.ApiAnswer;
import dev.picket.probes.machine.Machine;
import dev.picket.probes.machine.MachineCalls;
import dev.picket.probes.machine.MachinePacing;
import dev.picket.probes.machine.MachineProbe;
import dev.picket.probes.machine.MachineTarget;
import dev.picket.probes.session.SessionReport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Machine creations of one path against an API on virtual time.
public final class MachineRuns {

    private static final URI API = URI.create("https://machines.example/v1");

    private final MachineTarget target;

    /// @param region where the Machines are asked for
    public MachineRuns(Path path, String region, Duration timeout) {
        this.target = new MachineTarget(path.vantage(), path.target() + " (simulated)", region,
                new MachineTarget.Place(API, "picket", Secret.of("simulated"), "simulated"),
                timeout);
    }

    /// What becomes of one run.
    ///
    /// @param failure how it fails; empty where it succeeds
    /// @param createNanos until create is answered
    /// @param startNanos from there until the Machine has started
    public record Fate(Optional<FailureCode> failure, long createNanos, long startNanos) {}

    public SessionReport run(RunStart start, Fate fate) {
        VirtualApi api = new VirtualApi(target, start, fate);
        try {
            return new MachineProbe(target, api, api.clock(), MachinePacing.DEFAULT)
                    .run(start.runId());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nothing waits on virtual time", e);
        }
    }

    /// The API as one run meets it; each call moves its own time on.
    private static final class VirtualApi implements MachineCalls {

        private static final Duration CALL = Duration.ofMillis(120);
        private static final Duration LONG_POLL = Duration.ofSeconds(1);

        private final MachineTarget target;
        private final RunStart start;
        private final Fate fate;
        private long nanos;

        VirtualApi(MachineTarget target, RunStart start, Fate fate) {
            this.target = target;
            this.start = start;
            this.fate = fate;
            this.nanos = start.nanos();
        }

        Clock clock() {
            return new Clock() {
                @Override
                public Instant wall() {
                    return start.wall().plusNanos(nanos - start.nanos());
                }

                @Override
                public MonotonicInstant monotonic() {
                    return new MonotonicInstant(nanos);
                }
            };
        }

        @Override
        public ApiAnswer create(String body, Duration timeout) {
            if (fails(FailureCode.MACHINE_API_SILENT)) {
                nanos += timeout.toNanos();
                return new ApiAnswer.Silent("no answer within " + timeout.toMillis() + " ms");
            }
            nanos += Math.min(fate.createNanos(), timeout.toNanos());
            if (fails(FailureCode.MACHINE_API_UNREACHABLE)) {
                return new ApiAnswer.NotConnected(false, "the connection was refused");
            }
            if (fails(FailureCode.MACHINE_CAPACITY)) {
                return answered(412, "{\"error\":\"could not reserve resource for machine\"}");
            }
            if (fate.failure().isPresent() && !fails(FailureCode.MACHINE_NOT_STARTED)) {
                return answered(500, "{\"error\":\"internal\"}");
            }
            return answered(200, "{\"id\":\"m1\",\"instance_id\":\"i1\",\"region\":\""
                    + target.region() + "\",\"state\":\"created\"}");
        }

        @Override
        public ApiAnswer await(Machine machine, String state, Duration step) {
            long startedAt = start.nanos() + fate.createNanos() + fate.startNanos();
            if (fails(FailureCode.MACHINE_NOT_STARTED) || startedAt - nanos > step.toNanos()) {
                nanos += Math.max(step.toNanos(), LONG_POLL.toNanos());
                return answered(408, "{\"error\":\"deadline exceeded\"}");
            }
            nanos = Math.max(nanos, startedAt);
            return answered(200, "{\"ok\":true}");
        }

        @Override
        public ApiAnswer destroy(String id, Duration timeout) {
            return called("{\"ok\":true}");
        }

        @Override
        public ApiAnswer list(String key, String value, Duration timeout) {
            return called("[]");
        }

        @Override
        public void pause(Duration time) {
            nanos += time.toNanos();
        }

        private ApiAnswer called(String body) {
            nanos += CALL.toNanos();
            return answered(200, body);
        }

        private boolean fails(FailureCode code) {
            return fate.failure().equals(Optional.of(code));
        }

        private static ApiAnswer answered(int status, String body) {
            return new ApiAnswer.Answered(status, body, "");
        }
    }
}

package dev.picket.simulation.session;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.ProbeFailure;
import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.session.SessionReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// TCP, HTTP and DNS runs of one path. The real ones live on event loops and sockets, so virtual
/// time answers for the whole run and not for its packets; the report is of the real shape.
public final class StreamRuns {

    /// Round trips until an answer: a connection takes one, a request over it two.
    private static final int REQUEST_TRIPS = 2;

    private final Path path;
    private final Duration timeout;

    public StreamRuns(Path path, Duration timeout) {
        this.path = path;
        this.timeout = timeout;
    }

    /// What becomes of one run.
    ///
    /// @param failure how it fails; empty where it succeeds
    /// @param tripNanos the path's round trip
    public record Fate(Optional<FailureCode> failure, long tripNanos) {}

    /// How a run of `kind` fails whose packets are lost.
    public static FailureCode lostCode(ProbeKind kind) {
        return kind == ProbeKind.DNS ? FailureCode.DNS_SILENT : FailureCode.CONNECT_SILENT;
    }

    /// How a run of `kind` fails whose target is at fault.
    public static FailureCode failedCode(ProbeKind kind) {
        return switch (kind) {
            case TCP -> FailureCode.CONNECT_REFUSED;
            case HTTP -> FailureCode.HTTP_STATUS;
            case DNS -> FailureCode.DNS_SERVER_FAILED;
            case STAMP, ICMP, WIREGUARD, MACHINE_CREATE ->
                throw new IllegalArgumentException(kind + " is no stream");
        };
    }

    public SessionReport run(RunStart start, Fate fate) {
        int trips = path.kind() == ProbeKind.HTTP ? REQUEST_TRIPS : 1;
        boolean silent = fate.failure().equals(Optional.of(lostCode(path.kind())));
        long took = silent ? timeout.toNanos() : trips * fate.tripNanos();
        if (took > timeout.toNanos()) {
            return run(start, new Fate(Optional.of(lostCode(path.kind())), fate.tripNanos()));
        }
        Outcome outcome = fate.failure().<Outcome>map(code -> new Outcome.Failed(
                new ProbeFailure(code, path.kind().words(), 1, 1,
                        path.target() + " (simulated)", path.vantage(), took, timeout.toNanos(),
                        "", List.of(), List.of(), Optional.empty(), start.runId())))
                .orElseGet(Outcome.Good::new);
        return new SessionReport(outcome, took, ClockSource.USER,
                fate.failure().isPresent() ? List.of() : List.of(new StageTiming("answer", took)),
                PacketOutcomes.NONE, Map.of());
    }
}

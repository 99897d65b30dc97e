package dev.picket.model.result;

import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One run of a probe on a path, as measured.
///
/// @param runId identifies the run among all runs of all vantages
/// @param scheduledAt when the schedule asked for it (wall clock)
/// @param sentAt when its first packet or request left (wall clock)
/// @param durationNanos how long the run took, on the monotonic clock; for a failure, the time it
///        had waited (a censored observation)
/// @param clockSource where the stamps of its round trips came from
/// @param stages the stages passed, in order
/// @param packets what became of its packets
/// @param health the prober's own state in the run's window
/// @param details facts of the kind that no field holds, such as a Machine's id; bounded, no
///        secrets
public record ProbeResult(Path path, String runId, Instant scheduledAt, Instant sentAt,
        long durationNanos, ClockSource clockSource, List<StageTiming> stages,
        PacketOutcomes packets, Outcome outcome, ProberHealth health,
        Map<String, String> details) {

    public ProbeResult {
        stages = List.copyOf(stages);
        details = Map.copyOf(details);
    }

    /// The same run, judged otherwise.
    public ProbeResult withOutcome(Outcome judged) {
        return new ProbeResult(path, runId, scheduledAt, sentAt, durationNanos, clockSource, stages,
                packets, judged, health, details);
    }

    /// The same run with one more fact.
    public ProbeResult withDetail(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new ProbeResult(path, runId, scheduledAt, sentAt, durationNanos, clockSource, stages,
                packets, outcome, health, more);
    }
}

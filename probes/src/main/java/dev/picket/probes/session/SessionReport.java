package dev.picket.probes.session;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.PacketOutcomes;
import dev.picket.model.result.StageTiming;
import dev.picket.model.time.ClockSource;
import java.util.List;
import java.util.Map;

/// What a finished session has to say; the runner adds path, run and prober health to make a
/// probe result of it.
public record SessionReport(Outcome outcome, long durationNanos, ClockSource clockSource,
        List<StageTiming> stages, PacketOutcomes packets, Map<String, String> details) {

    public SessionReport {
        stages = List.copyOf(stages);
        details = Map.copyOf(details);
    }
}

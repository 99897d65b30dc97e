package dev.picket.probes.run;

import java.time.Duration;
import java.util.List;

/// Probe plans that share an interval: one trigger of the schedule.
public record ProbeGroup(String name, Duration every, List<ProbePlan> plans) {

    public ProbeGroup {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException(
                    "interval of " + name + " must be positive: " + every);
        }
        plans = List.copyOf(plans);
    }
}

package dev.picket.probes.run;

import dev.picket.model.time.MonotonicInstant;
import java.time.Instant;

/// A run the schedule asks for.
///
/// @param scheduledAt when it is due, on the wall clock
/// @param due the same moment on the monotonic clock
/// @param lateNanosMax a run that cannot begin within this of its time is skipped
public record DueRun(ProbePlan plan, Instant scheduledAt, MonotonicInstant due,
        long lateNanosMax) {}

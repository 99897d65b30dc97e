package dev.picket.model.result;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.ProbeFailure;

/// How a run ended: three states, never two. Good, bad (of the path or the target), or could not
/// tell, with a run that was never begun kept apart.
public sealed interface Outcome {

    /// The probe reached its goal.
    record Good() implements Outcome {}

    /// The path or the target failed the probe.
    record Failed(ProbeFailure failure) implements Outcome {}

    /// Our own fault stands between us and a verdict.
    record CouldNotTell(LocalFault fault) implements Outcome {}

    /// The run was not begun, because its time had passed.
    record Skipped(LocalFault reason) implements Outcome {}

    /// The metric label of the state.
    default String label() {
        return switch (this) {
            case Good _ -> "good";
            case Failed _ -> "failed";
            case CouldNotTell _ -> "could_not_tell";
            case Skipped _ -> "skipped";
        };
    }
}

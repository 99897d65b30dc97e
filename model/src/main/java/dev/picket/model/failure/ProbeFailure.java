package dev.picket.model.failure;

import dev.picket.model.result.StageTiming;
import java.util.List;
import java.util.Optional;

/// Why a run failed, as data; [FailureText] renders it, the same everywhere. No text is stored.
///
/// @param tried what was being done, such as `WireGuard handshake`
/// @param stageNumber which stage failed, from 1
/// @param stageTotal how many stages the run has
/// @param target the name and address of what was tried, such as `fra1 (203.0.113.9:51820/udp)`
/// @param vantage where it was tried from
/// @param spentNanos how long had been waited
/// @param budgetNanos how long the run was allowed to wait, as configured
/// @param seen what was seen at the failing stage, such as `2 initiations sent, 0 replies`
/// @param passed the stages passed before
/// @param stillWorks contrasts known at that time, such as `sjc to fra by STAMP`
/// @param cause a cause better than the code's own, with its confidence, where evidence names one
/// @param ref the run this speaks of
public record ProbeFailure(FailureCode code, String tried, int stageNumber, int stageTotal,
        String target, String vantage, long spentNanos, long budgetNanos, String seen,
        List<StageTiming> passed, List<String> stillWorks, Optional<LikelyCause> cause,
        String ref) {

    public ProbeFailure {
        if (stageNumber < 1 || stageNumber > stageTotal) {
            throw new IllegalArgumentException(
                    "stage " + stageNumber + " of " + stageTotal + " does not exist");
        }
        passed = List.copyOf(passed);
        stillWorks = List.copyOf(stillWorks);
    }

    /// The same failure with what still works.
    public ProbeFailure withContrasts(List<String> works) {
        return new ProbeFailure(code, tried, stageNumber, stageTotal, target, vantage, spentNanos,
                budgetNanos, seen, passed, works, cause, ref);
    }

    /// The same failure with a cause that evidence names.
    public ProbeFailure withCause(LikelyCause likely) {
        return new ProbeFailure(code, tried, stageNumber, stageTotal, target, vantage, spentNanos,
                budgetNanos, seen, passed, stillWorks, Optional.of(likely), ref);
    }

    /// A cause with its confidence (0..1) and the evidence for it.
    public record LikelyCause(String cause, double confidence, String evidence) {}
}

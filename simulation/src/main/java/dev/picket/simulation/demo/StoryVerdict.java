package dev.picket.simulation.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What became of the story: each promise, held or broken.
///
/// @param unexpected incidents and pages that belong to no fault of the plan
public record StoryVerdict(List<FaultVerdict> faults, List<String> unexpected) {

    public StoryVerdict {
        faults = List.copyOf(faults);
        unexpected = List.copyOf(unexpected);
    }

    public boolean held() {
        return unexpected.isEmpty() && faults.stream().allMatch(FaultVerdict::held);
    }

    /// One fault: its delays, and what was broken (nothing, where all held).
    ///
    /// @param opened from onset to the opened incident
    /// @param paged from onset to the page in the receiver's hands
    /// @param resolved from the fault's end to the resolved incident
    public record FaultVerdict(String fault, Optional<String> incident, Optional<Duration> opened,
            Optional<Duration> paged, Optional<Duration> resolved, Optional<String> culprit,
            List<String> broken) {

        public FaultVerdict {
            broken = List.copyOf(broken);
        }

        public boolean held() {
            return broken.isEmpty();
        }
    }
}

package dev.picket.simulation.scenario;

import dev.picket.simulation.fault.FaultScope;
import java.time.Duration;
import java.util.Optional;

/// What the writer of a scenario expects to become of a fault; what is left out may be anything.
/// Times count from the fault's begin, the last from its end.
///
/// @param pages whether somebody is paged for it
/// @param culprit the blamed component, written as the keys of `on:`
/// @param signal the label of the signal that shows it most, such as `capacity`
public record Expectation(Optional<Boolean> pages, Optional<FaultScope> culprit,
        Optional<String> signal, Optional<Duration> openedWithin, Optional<Duration> pagedWithin,
        Optional<Duration> resolvedWithin) {}

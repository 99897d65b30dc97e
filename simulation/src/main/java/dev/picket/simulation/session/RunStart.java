package dev.picket.simulation.session;

import java.time.Instant;

/// The begin of a run.
///
/// @param nanos virtual time
/// @param wall the vantage's wall clock at that moment, right or wrong
public record RunStart(String runId, long nanos, Instant wall) {}

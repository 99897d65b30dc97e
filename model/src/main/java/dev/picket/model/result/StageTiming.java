package dev.picket.model.result;

/// One stage of a run that was passed, with the time it took on the monotonic clock.
public record StageTiming(String stage, long spentNanos) {}

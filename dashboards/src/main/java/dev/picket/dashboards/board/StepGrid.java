package dev.picket.dashboards.board;

import java.time.Duration;
import java.time.Instant;

/// Wall time cut into steps of one length, numbered from the epoch.
record StepGrid(Duration step, int matrixSteps) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    long stepOf(Instant at) {
        long nanos = at.getEpochSecond() * NANOS_PER_SECOND + at.getNano();
        return Math.floorDiv(nanos, step.toNanos());
    }

    Instant startOf(long number) {
        return Instant.EPOCH.plus(step.multipliedBy(number));
    }

    Duration matrixWindow() {
        return step.multipliedBy(matrixSteps);
    }
}

package dev.picket.dashboards.board;

import java.time.Duration;

/// How the board counts and when it calls its data old.
///
/// @param step length of one step of a path's series; the round of the network probes
/// @param matrixSteps how many of the last steps a matrix sums
/// @param staleAfter age of the newest result from which on the state is unknown
/// @param machineCreateEvery the round of the Machine-create probe
/// @param machineCreateObjective the share of attempts that should succeed (0..1)
public record BoardSettings(Duration step, int matrixSteps, Duration staleAfter,
        Duration machineCreateEvery, double machineCreateObjective) {

    private static final int MATRIX_STEPS = 6;
    private static final int STALE_STEPS = 3;
    private static final Duration STALE_MIN = Duration.ofSeconds(15);
    private static final double OBJECTIVE = 0.99;

    public BoardSettings {
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException("step must be positive, got " + step);
        }
        if (matrixSteps < 1 || matrixSteps > PathWindow.STEPS) {
            throw new IllegalArgumentException(
                    "matrixSteps must be in 1.." + PathWindow.STEPS + ", got " + matrixSteps);
        }
    }

    /// The settings that go with network probes every `round` and a Machine every `machineCreate`.
    public static BoardSettings of(Duration round, Duration machineCreate) {
        Duration stale = round.multipliedBy(STALE_STEPS);
        return new BoardSettings(round, MATRIX_STEPS,
                stale.compareTo(STALE_MIN) < 0 ? STALE_MIN : stale, machineCreate, OBJECTIVE);
    }

    /// What a matrix looks back over.
    public Duration matrixWindow() {
        return step.multipliedBy(matrixSteps);
    }
}

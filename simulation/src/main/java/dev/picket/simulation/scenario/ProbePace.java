package dev.picket.simulation.scenario;

import dev.picket.model.topology.ProbeKind;
import java.time.Duration;

/// How often a probe kind runs on every path, and with how many packets (STAMP only).
public record ProbePace(Duration every, int packets) {

    public ProbePace {
        if (!every.isPositive() || packets < 1) {
            throw new IllegalArgumentException(
                    "a pace needs every > 0 and packets >= 1, got " + every + ", " + packets);
        }
    }

    /// The pace of a kind whose scenario names none.
    public static ProbePace ofKind(ProbeKind kind) {
        return switch (kind) {
            case STAMP -> new ProbePace(Duration.ofSeconds(10), 20);
            case WIREGUARD -> new ProbePace(Duration.ofSeconds(10), 1);
            case MACHINE_CREATE -> new ProbePace(Duration.ofSeconds(60), 1);
        };
    }
}

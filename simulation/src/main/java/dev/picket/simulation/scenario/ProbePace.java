package dev.picket.simulation.scenario;

import dev.picket.model.topology.ProbeKind;
import java.time.Duration;
import java.util.Set;

/// How often a probe kind runs on every path, and with how many packets (STAMP only).
///
/// @param timeout T_max of a packet, or the whole budget of a run
/// @param from the vantages that run it; empty where all do
public record ProbePace(Duration every, int packets, Duration timeout, Set<String> from) {

    public ProbePace {
        if (!every.isPositive() || packets < 1 || !timeout.isPositive()) {
            throw new IllegalArgumentException("a pace needs every, packets and timeout > 0, got "
                    + every + ", " + packets + ", " + timeout);
        }
        from = Set.copyOf(from);
    }

    /// The pace of a kind whose scenario names none.
    public static ProbePace ofKind(ProbeKind kind) {
        return switch (kind) {
            case STAMP -> new ProbePace(Duration.ofSeconds(10), 20, Duration.ofSeconds(2),
                    Set.of());
            case ICMP -> new ProbePace(Duration.ofSeconds(10), 10, Duration.ofSeconds(2),
                    Set.of());
            case WIREGUARD, TCP, HTTP, DNS ->
                new ProbePace(Duration.ofSeconds(10), 1, Duration.ofSeconds(5),
                        Set.of());
            case MACHINE_CREATE -> new ProbePace(Duration.ofSeconds(60), 1,
                    Duration.ofSeconds(60), Set.of());
        };
    }

    public ProbePace withTimeout(Duration other) {
        return new ProbePace(every, packets, other, from);
    }

    /// Whether `vantage` runs it.
    public boolean isRunBy(String vantage) {
        return from.isEmpty() || from.contains(vantage);
    }
}

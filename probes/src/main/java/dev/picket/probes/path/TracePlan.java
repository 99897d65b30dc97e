package dev.picket.probes.path;

import java.time.Duration;

/// How a path is traced.
///
/// @param rounds rounds in all. The first sends a packet by every flow for every hop limit, which
///        finds the branches; each later one sends by one flow only, in turn, because most routers
///        answer one address with about one error a second
/// @param flows what routers with several ways choose by: packets of one flow take one way
/// @param hopsMax the highest hop limit, 1 to [#HOPS_MAX]
/// @param every time from round to round
/// @param timeout an answer that took longer counts as lost
public record TracePlan(int rounds, int flows, int hopsMax, Duration every, Duration timeout) {

    public static final int HOPS_MAX = 64;
    public static final int FLOWS_MAX = 16;
    public static final int ROUNDS_MAX = 10_000;
    public static final TracePlan DEFAULT = new TracePlan(10, 4, 30, Duration.ofSeconds(1),
            Duration.ofSeconds(1));

    public TracePlan {
        require("rounds", rounds, ROUNDS_MAX);
        require("flows", flows, FLOWS_MAX);
        require("hops", hopsMax, HOPS_MAX);
    }

    private static void require(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + most + ", got " + value);
        }
    }

    public TracePlan withRounds(int wanted) {
        return new TracePlan(wanted, flows, hopsMax, every, timeout);
    }
}

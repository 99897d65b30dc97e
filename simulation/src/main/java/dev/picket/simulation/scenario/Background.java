package dev.picket.simulation.scenario;

import java.time.Duration;
import java.util.Optional;

/// The noise of a healthy network.
///
/// @param lossRatio mean loss ratio of a round trip over all paths; single paths differ
/// @param burstsPerPathPerDay loss bursts each path has on its own
/// @param burstLossRatio packets lost in a burst, one way
/// @param burst how long a burst lasts
/// @param roundTripJitter mean of what a round trip takes beyond the path's shortest
/// @param failRatio mean ratio of runs of a service that fail without a fault
public record Background(double lossRatio, double burstsPerPathPerDay, double burstLossRatio,
        Duration burst, Duration roundTripJitter, double failRatio,
        Optional<SharedBlips> sharedBlips) {

    /// A quiet network: one packet in a thousand.
    public static final Background QUIET = new Background(0.001, 0, 0.3, Duration.ofSeconds(20),
            Duration.ofMillis(2), 0, Optional.empty());

    /// Short losses that all paths of one component have together.
    ///
    /// @param shortest the shortest length, evenly drawn up to `longest`
    /// @param lossLeast the least loss ratio, evenly drawn up to `lossMost`
    public record SharedBlips(double perComponentPerDay, Duration shortest, Duration longest,
            double lossLeast, double lossMost) {}
}

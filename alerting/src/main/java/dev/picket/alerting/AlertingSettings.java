package dev.picket.alerting;

import dev.picket.alerting.deliver.RetryPolicy;
import dev.picket.model.incident.Origin;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// What alerting is told at its start.
///
/// @param origin whether incidents come from real packets or from a simulation
/// @param random spreads retries
/// @param tickEvery how often time alone is given a chance to change something
public record AlertingSettings(Origin origin, RetryPolicy retry, RandomGenerator random,
        Duration tickEvery) {
    /// The settings of a real process, its retries spread by `random`.
    public static AlertingSettings live(RandomGenerator random) {
        return new AlertingSettings(Origin.LIVE, RetryPolicy.DEFAULT, random,
                Duration.ofSeconds(1));
    }
}

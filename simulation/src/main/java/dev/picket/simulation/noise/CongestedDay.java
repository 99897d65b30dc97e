package dev.picket.simulation.noise;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Route;
import dev.picket.simulation.scenario.Background;
import dev.picket.simulation.world.SeededHash;

/// Queues that fill once a day at some providers of some regions.
///
/// Formula: load(t) = max(0, cos(2π(t − peak)/day))², nothing in the quiet half of the day, kept as
/// one number a minute. A path through several congested places suffers of each.
final class CongestedDay {

    private static final int MINUTES = 1_440;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Background.Congestion kind;
    private final long startMinute;
    private final long seed;
    private final double[] load = new double[MINUTES];

    /// @param startMinute minutes from midnight (UTC) to the scenario's start
    CongestedDay(Background.Congestion kind, long startMinute, long seed) {
        this.kind = kind;
        this.startMinute = startMinute;
        this.seed = seed;
        double peak = kind.peak().toNanos() / (double) MINUTE_NANOS;
        for (int minute = 0; minute < MINUTES; minute++) {
            double wave = Math.max(0, Math.cos(2 * Math.PI * (minute - peak) / MINUTES));
            load[minute] = wave * wave;
        }
    }

    /// How many congested places the path of `route` crosses.
    int placesOn(Route route) {
        return (int) route.crossings().keySet().stream()
                .filter(Component.ProviderAtRegion.class::isInstance)
                .filter(place -> SeededHash.ratio(seed, "congested", place.key()) < kind.share())
                .count();
    }

    /// 0..1 at `nanos` from the scenario's start.
    double load(long nanos) {
        long minute = startMinute + Math.floorDiv(nanos, MINUTE_NANOS);
        return load[(int) Math.floorMod(minute, (long) MINUTES)];
    }

    Background.Congestion kind() {
        return kind;
    }
}

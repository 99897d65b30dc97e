package dev.picket.simulation.noise;

import dev.picket.model.topology.Route;
import dev.picket.simulation.fault.Direction;
import dev.picket.simulation.fault.PathConditions;
import dev.picket.simulation.scenario.Background;
import dev.picket.simulation.world.SeededHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The noise of one path: what it loses at any time, what it loses in episodes, and how long its
/// round trips are. For one thread; rounds are asked about in growing order.
public final class PathNoise {

    /// How unequal the rounds of one path are: standard deviation of the logarithm of what queues
    /// add to a round trip.
    private static final double ROUND_SIGMA = 0.5;

    private final double oneWayLoss;
    private final double oneWayHazard;
    private final double failRatio;
    private final double failHazard;
    private final long shortestNanos;
    private final double jitterNanos;
    private final List<Episodes> episodes;
    private final Optional<Episodes> routeChanges;
    private final Optional<CongestedDay> congestion;
    private final int congestedPlaces;
    private long calmUntil = Long.MIN_VALUE;

    /// Where a path lies.
    record Place(Route route, String region, long startNanos) {}

    /// What it has together with others.
    record Around(List<Episodes> shared, Optional<CongestedDay> congestion) {}

    PathNoise(Place place, Background background, Around around, long seed) {
        String key = place.route().path().key();
        SplittableRandom random = new SplittableRandom(SeededHash.of(seed, "path", key));
        Background.Losses losses = background.losses();
        double factor = Waits.logNormal(random, losses.pathSpread());
        this.oneWayLoss = Math.min(1, losses.lossRatio() * factor / 2);
        this.oneWayHazard = hazard(oneWayLoss);
        this.failRatio = Math.min(1, background.failRatio() * factor);
        this.failHazard = hazard(failRatio);
        Background.RoundTrips trips = background.roundTrips();
        // Paths between the same two places are equally long.
        this.shortestNanos = (long) (trips.median().toNanos() * Math.exp(trips.pathSpread()
                * new SplittableRandom(SeededHash.of(seed, "distance",
                        place.route().path().vantage(), place.region())).nextGaussian()));
        this.jitterNanos = trips.jitter().toNanos();
        this.episodes = new ArrayList<>(around.shared());
        bursts(place, losses.bursts(), random, seed).ifPresent(episodes::add);
        this.routeChanges = trips.changes().map(kind -> new Recurrence(place.startNanos(),
                (after, draws) -> new Episode(after,
                        after + 1 + Waits.untilNext(kind.perPathPerDay(), draws),
                        after == place.startNanos()
                                ? 0
                                : draws.nextGaussian() * kind.roundTrip().toNanos(),
                        Direction.BOTH),
                SeededHash.of(seed, "route", key)));
        this.congestion = around.congestion();
        this.congestedPlaces = congestion.map(day -> day.placesOn(place.route())).orElse(0);
    }

    private static Optional<Episodes> bursts(Place place, Background.Bursts kind,
            SplittableRandom random, long seed) {
        double perDay = kind.perPathPerDay() * Waits.logNormal(random, kind.pathSpread());
        if (perDay <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Recurrence(place.startNanos(), (after, draws) -> {
            long at = after + Waits.untilNext(perDay, draws);
            long end = at + 1 + (long) (draws.nextExponential() * kind.mean().toNanos());
            return new Episode(at, end, kind.lossRatio(),
                    draws.nextBoolean() ? Direction.FORWARD : Direction.RETURN);
        }, SeededHash.of(seed, "bursts", place.route().path().key())));
    }

    /// Whether no episode lies in [from, to).
    public boolean isCalm(long from, long to) {
        if (to <= calmUntil) {
            return true;
        }
        long next = Long.MAX_VALUE;
        for (Episodes source : episodes) {
            next = Math.min(next, source.troubledFrom(from));
        }
        calmUntil = next;
        return to <= next;
    }

    /// Hazard −ln(1−p) of a packet one way at `nanos` where no episode is, p being [#calmLoss].
    public double calmHazard(long nanos) {
        return congestedPlaces == 0 ? oneWayHazard : hazard(calmLoss(nanos));
    }

    /// Hazard of an attempt at the path's service.
    public double failHazard() {
        return failHazard;
    }

    private static double hazard(double probability) {
        return probability == 0 ? 0 : -Math.log1p(-probability);
    }

    /// Probability that a packet is lost one way at `nanos` where no episode is.
    public double calmLoss(long nanos) {
        return congestedPlaces == 0
                ? oneWayLoss
                : Math.min(1, oneWayLoss + congestedPlaces * congestion.orElseThrow().load(nanos)
                        * congestion.orElseThrow().kind().lossRatio());
    }

    /// Probability that an attempt at the path's service fails by itself.
    public double failRatio() {
        return failRatio;
    }

    /// `conditions` with the episodes of `nanos` on top.
    public PathConditions over(PathConditions conditions, long nanos) {
        PathConditions troubled = conditions;
        for (Episodes source : episodes) {
            Episode episode = source.at(nanos);
            if (episode.isActive(nanos)) {
                troubled = troubled.withLoss(episode.ratio(), episode.way());
            }
        }
        return troubled;
    }

    /// What the round trips of a round that begins at `nanos` take at least.
    public long roundTripNanos(long nanos, SplittableRandom random) {
        double trip = shortestNanos;
        if (jitterNanos > 0) {
            trip += jitterNanos * Waits.logNormal(random, ROUND_SIGMA);
        }
        if (routeChanges.isPresent()) {
            trip += Math.max(routeChanges.get().at(nanos).ratio(), -shortestNanos / 2.0);
        }
        if (congestedPlaces > 0) {
            CongestedDay day = congestion.orElseThrow();
            trip += congestedPlaces * day.load(nanos) * day.kind().roundTrip().toNanos();
        }
        return (long) trip;
    }

    /// Mean of what one packet of a round takes beyond the quickest.
    public double jitterNanos() {
        return jitterNanos;
    }
}

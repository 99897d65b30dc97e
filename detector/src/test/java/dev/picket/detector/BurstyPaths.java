package dev.picket.detector;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Routes;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import dev.picket.model.topology.Vantage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Unequal paths with bursts: rates log-normal about 0.001 (σ 0.7), bursts of two rounds log-normal
/// about 20 a day (σ 0.8), the loss of each round of a burst uniform in 0..0.6. The world of the
/// reference results.
final class BurstyPaths {

    static final int PACKETS = 20;

    private static final double MEDIAN_RATE = 0.001;
    private static final double RATE_SPREAD = 0.7;
    private static final double BURST_SPREAD = 0.8;
    private static final double ROUNDS_PER_DAY = 8_640;
    private static final double BURST_LOSS_MAX = 0.6;

    private final SplittableRandom random;
    private final double[] rate;
    private final double[] burstsPerRound;
    private final boolean[] began;
    private final double burstsPerDay;

    BurstyPaths(int paths, long seed, double burstsPerDay) {
        this.random = new SplittableRandom(seed);
        this.rate = new double[paths];
        this.burstsPerRound = new double[paths];
        this.began = new boolean[paths];
        this.burstsPerDay = burstsPerDay;
        for (int i = 0; i < paths; i++) {
            draw(i);
        }
    }

    private void draw(int i) {
        rate[i] = MEDIAN_RATE * Math.exp(RATE_SPREAD * random.nextGaussian());
        burstsPerRound[i] = burstsPerDay / ROUNDS_PER_DAY
                * Math.exp(BURST_SPREAD * random.nextGaussian());
    }

    /// The bad packets of one round, a path with some loss added.
    int round(int i, double added) {
        boolean begins = random.nextDouble() < burstsPerRound[i];
        double loss = begins || began[i] ? BURST_LOSS_MAX * random.nextDouble() : rate[i];
        began[i] = begins;
        return binomial(1 - (1 - loss) * (1 - added));
    }

    private int binomial(double p) {
        int k = 0;
        double u = random.nextDouble();
        double tail = u;
        while (k < PACKETS) {
            tail -= NullMixture.binomial(k, PACKETS, p);
            if (tail < 0) {
                return k;
            }
            k++;
        }
        return PACKETS;
    }

    double uniform() {
        return random.nextDouble();
    }

    /// Paths of one probe kind without anything in common but their targets' region.
    static SeriesIndex index(int paths, ProbeKind kind) {
        Map<String, Vantage> vantages = new HashMap<>();
        Map<String, Target> targets = new HashMap<>();
        Map<Path, Route> routes = new HashMap<>();
        Network network = Network.of(Map.of(), Map.of("r",
                new RegionSpec("r", List.of(), List.of())));
        Vantage vantage = Vantage.inRegion("v", "r");
        vantages.put("v", vantage);
        for (int i = 0; i < paths; i++) {
            Target target = new Target("t%05d".formatted(i), "r", Optional.empty(), kind,
                    List.of());
            targets.put(target.name(), target);
            Route route = Routes.of(network, vantage, target, List.of());
            routes.put(route.path(), route);
        }
        return new SeriesIndex(new Topology(network, vantages, targets, routes));
    }
}

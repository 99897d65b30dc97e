package dev.picket.detector;

import dev.picket.model.finding.Finding;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Network;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Routes;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import dev.picket.model.topology.Vantage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Rounds from the onset of a fault to the first finding, on a network where every host has
/// `members` paths, with a background of unequal rates and bursts. Each fault strikes some of the
/// paths of one host, its onset uniform inside a round.
final class DelayMeasurement {

    private static final int TRIALS = 20;
    private static final int ABOUT_PATHS = 1_100;
    private static final int LEARNING = 1_500;
    private static final int MAX_ROUNDS = 60;
    private static final int QUIET = 90;
    private static final double BURSTS_A_DAY = 20;
    private static final double ROUNDS_A_DAY = 8_640;
    private static final Duration TICK = Duration.ofSeconds(10);

    private final Random random;
    private final Detector detector;
    private final int hosts;
    private final int members;
    private final int[] series;
    private final double[] rate;
    private final double[] burst;
    private final int[] burstLeft;
    private long tick;
    private int opened;

    DelayMeasurement(int members, long seed) {
        this.random = new Random(seed);
        this.members = members;
        this.hosts = ABOUT_PATHS / members;
        Topology topology = topology(members, hosts);
        this.detector = new Detector(topology, DetectorSettings.defaults()
                .withTick(TICK, Duration.ZERO).withWarmUp(TICK.multipliedBy(LEARNING)));
        this.series = new int[members * hosts];
        this.rate = new double[series.length];
        this.burst = new double[series.length];
        this.burstLeft = new int[series.length];
        for (int i = 0; i < series.length; i++) {
            Path path = new Path("v" + i % members, "t" + i / members, ProbeKind.STAMP);
            series[i] = detector.series(path, Signal.LOST);
            rate[i] = 0.001 * Math.exp(0.7 * random.nextGaussian());
            burst[i] = BURSTS_A_DAY / ROUNDS_A_DAY * Math.exp(0.8 * random.nextGaussian());
        }
        for (int round = 0; round < LEARNING + 10; round++) {
            round(-1, 0, 0);
        }
        opened = 0;
    }

    private static Topology topology(int members, int hosts) {
        Map<String, RegionSpec> regions = new LinkedHashMap<>();
        Map<String, Vantage> vantages = new LinkedHashMap<>();
        Map<String, Target> targets = new LinkedHashMap<>();
        for (int vantage = 0; vantage < members; vantage++) {
            vantages.put("v" + vantage, new Vantage("v" + vantage, Optional.empty(), List.of()));
        }
        for (int host = 0; host < hosts; host++) {
            String region = "r" + host / 2;
            regions.put(region, new RegionSpec(region, List.of(), List.of()));
            targets.put("t" + host, new Target("t" + host, region, Optional.of("t" + host),
                    ProbeKind.STAMP, List.of()));
        }
        Network network = Network.of(Map.of(), regions);
        Map<Path, Route> routes = new LinkedHashMap<>();
        vantages.values().forEach(vantage -> targets.values().forEach(target -> {
            Route route = Routes.of(network, vantage, target, List.of());
            routes.put(route.path(), route);
        }));
        return new Topology(network, vantages, targets, routes);
    }

    /// One round; the first `harmed` paths of a host lose `loss` more.
    private void round(int host, int harmed, double loss) {
        for (int i = 0; i < series.length; i++) {
            if (burstLeft[i] == 0 && random.nextDouble() < burst[i]) {
                burstLeft[i] = 2;
            }
            double p = rate[i];
            if (burstLeft[i] > 0) {
                burstLeft[i]--;
                p = 0.6 * random.nextDouble();
            }
            if (i / members == host && i % members < harmed) {
                p = 1 - (1 - p) * (1 - loss);
            }
            int bad = 0;
            for (int trial = 0; trial < TRIALS; trial++) {
                bad += random.nextDouble() < p ? 1 : 0;
            }
            detector.observe(series[i], tick, TRIALS, bad);
        }
        tick++;
        for (Finding finding : detector.advance(Instant.EPOCH.plus(TICK.multipliedBy(tick)))) {
            opened += finding instanceof Finding.Opened ? 1 : 0;
        }
    }

    /// Delays in rounds to the end of the deciding one, sorted; [#MAX_ROUNDS] where none came.
    double[] delays(int harmed, double loss, int faults) {
        double[] delays = new double[faults];
        for (int fault = 0; fault < faults; fault++) {
            int host = random.nextInt(hosts);
            double part = random.nextDouble();
            opened = 0;
            delays[fault] = MAX_ROUNDS;
            for (int round = 0; round < MAX_ROUNDS && opened == 0; round++) {
                round(host, harmed, round == 0 ? (1 - part) * loss : loss);
                delays[fault] = round + 1 - part;
            }
            for (int round = 0; round < QUIET; round++) {
                round(-1, 0, 0);
            }
        }
        Arrays.sort(delays);
        return delays;
    }

    /// Findings opened in rounds of background alone.
    int falseFindings(int rounds) {
        opened = 0;
        for (int round = 0; round < rounds; round++) {
            round(-1, 0, 0);
        }
        return opened;
    }
}

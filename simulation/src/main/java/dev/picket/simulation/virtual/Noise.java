package dev.picket.simulation.virtual;

import dev.picket.model.topology.Component;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.fault.PathConditions;
import dev.picket.simulation.scenario.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// The background of a healthy network: every path loses at a rate of its own, has bursts of its
/// own, and shares short blips with the other paths of a component. Times must be asked for in
/// growing order for each path.
final class Noise {

    /// How unequal paths are: the standard deviation of the logarithm of their loss ratio.
    private static final double PATH_SIGMA = 0.7;
    private static final double DAY_NANOS = 86_400e9;

    private final Background background;
    private final SplittableRandom random;
    private final double[] oneWayLoss;
    private final double[] failRatio;
    private final long[] burstStart;
    private final boolean[] burstReturns;
    private final List<List<Blip>> blipsByPath;
    private final List<Blip> blips;

    Noise(Topology topology, Background background, Span span, long seed) {
        this.background = background;
        this.random = new SplittableRandom(seed);
        int paths = topology.routes().size();
        this.oneWayLoss = new double[paths];
        this.failRatio = new double[paths];
        this.burstStart = new long[paths];
        this.burstReturns = new boolean[paths];
        for (int path = 0; path < paths; path++) {
            double factor = Draws.logNormal(random, PATH_SIGMA);
            oneWayLoss[path] = Math.min(1, background.lossRatio() * factor / 2);
            failRatio[path] = Math.min(1, background.failRatio() * factor);
            burstStart[path] = nextBurst(span.startNanos());
            burstReturns[path] = random.nextBoolean();
        }
        this.blips = blips(topology, span);
        this.blipsByPath = topology.routes().stream().map(route -> blips.stream()
                .filter(blip -> route.crosses(blip.component())).toList()).toList();
    }

    /// A stretch of virtual time, in nanoseconds from the scenario's start.
    record Span(long startNanos, long endNanos) {}

    /// `conditions` of path number `path` with the noise on top.
    PathConditions over(PathConditions conditions, int path, long nanos) {
        double forward = oneWayLoss[path];
        double back = forward;
        double burst = burstLoss(path, nanos);
        if (burst > 0) {
            forward = burstReturns[path] ? forward : either(forward, burst);
            back = burstReturns[path] ? either(back, burst) : back;
        }
        for (Blip blip : blipsByPath.get(path)) {
            if (blip.isActive(nanos)) {
                forward = either(forward, blip.lossRatio());
                back = either(back, blip.lossRatio());
            }
        }
        return new PathConditions(either(conditions.forwardLoss(), forward),
                either(conditions.returnLoss(), back),
                either(conditions.failRatio(), failRatio[path]),
                conditions.addedRoundTripNanos(), conditions.missingRatio(),
                conditions.proberLoss());
    }

    /// The shared blips of the whole span, for the record of truth.
    List<Blip> blips() {
        return blips;
    }

    private double burstLoss(int path, long nanos) {
        long length = background.burst().toNanos();
        while (nanos >= burstStart[path] + length) {
            burstStart[path] = nextBurst(burstStart[path] + length);
            burstReturns[path] = random.nextBoolean();
        }
        return nanos >= burstStart[path] ? background.burstLossRatio() : 0;
    }

    private long nextBurst(long afterNanos) {
        double perDay = background.burstsPerPathPerDay();
        double waitNanos = perDay > 0
                ? random.nextExponential() * DAY_NANOS / perDay
                : Double.POSITIVE_INFINITY;
        return afterNanos + (long) Math.min(waitNanos, Long.MAX_VALUE / 4.0);
    }

    private List<Blip> blips(Topology topology, Span span) {
        List<Blip> made = new ArrayList<>();
        background.sharedBlips().ifPresent(kind -> {
            TreeSet<Component> components = new TreeSet<>();
            topology.routes().forEach(route -> components.addAll(route.crossings().keySet()));
            components.stream().filter(Noise::isNetwork)
                    .forEach(component -> addBlips(made, component, kind, span));
        });
        return List.copyOf(made);
    }

    private void addBlips(List<Blip> made, Component component, Background.SharedBlips kind,
            Span span) {
        double meanWaitNanos = DAY_NANOS / kind.perComponentPerDay();
        double at = span.startNanos() + random.nextExponential() * meanWaitNanos;
        while (at < span.endNanos()) {
            double length = lengthNanos(kind);
            made.add(new Blip(component, (long) at, (long) (at + length),
                    between(kind.lossLeast(), kind.lossMost())));
            at += length + random.nextExponential() * meanWaitNanos;
        }
    }

    private double lengthNanos(Background.SharedBlips kind) {
        return between((double) kind.shortest().toNanos(), (double) kind.longest().toNanos());
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    private static boolean isNetwork(Component component) {
        return switch (component) {
            case Component.Provider _,Component.ProviderAtRegion _ -> true;
            case Component.Link _,Component.Region _,Component.Host _ -> true;
            case Component.Vantage _,Component.Service _ -> false;
            case Component.ServiceAtRegion _,Component.Kind _ -> false;
            case Component.AccessNetwork _ -> true;
        };
    }

    private static double either(double one, double other) {
        return one + other - one * other;
    }
}

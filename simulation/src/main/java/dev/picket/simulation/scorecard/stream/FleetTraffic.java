package dev.picket.simulation.scorecard.stream;

import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.world.SeededHash;
import java.util.SplittableRandom;

/// What happens on every path of a fleet, tick by tick. What a path is like (its ratios, when in a
/// tick its round is sent) depends on the fleet's seed alone; what happens on it, on the run's. No
/// path's draws depend on another's, so nothing depends on the order or number of threads.
///
/// Each path of packets says up to which tick nothing happens on it; until then its round is
/// handed on as a clean one, with nothing drawn and nothing made.
public final class FleetTraffic {

    /// Packets of a STAMP round.
    public static final int PACKETS = 20;
    /// How much of a tick a round takes from its first packet to its last.
    private static final double ROUND_TICKS = 0.1;
    /// Ticks between two runs of a Machine probe while it succeeds.
    private static final int MACHINE_TICKS = 6;
    private static final int SEASON_STEP_TICKS = 360;
    private static final double TICKS_PER_DAY = 8_640;

    private final BackgroundModel background;
    private final ProbeKind[] kind;
    private final PathNoise[] noise;
    private final long[] cleanUntil;
    private final int[] confirmations;
    private final ActiveFaults faults;

    public FleetTraffic(Topology topology, BackgroundModel background, long fleetSeed,
            long runSeed) {
        this.background = background;
        int paths = topology.routes().size();
        this.kind = new ProbeKind[paths];
        this.noise = new PathNoise[paths];
        this.cleanUntil = new long[paths];
        this.confirmations = new int[paths];
        double[] phase = new double[paths];
        for (int i = 0; i < paths; i++) {
            String key = topology.path(i).key();
            SplittableRandom own = new SplittableRandom(SeededHash.of(fleetSeed, key));
            double loss = background.lossRatio() * Math.exp(background.sigma() * own.nextGaussian())
                    * (i % 2 == 1 ? background.classes() : 1);
            double failing = background.failRatio()
                    * Math.exp(background.sigma() * own.nextGaussian())
                    * (i % 2 == 1 ? background.classes() : 1);
            double bursting = Math.exp(background.bursts().sigma() * own.nextGaussian());
            phase[i] = own.nextDouble() * (1 - ROUND_TICKS);
            kind[i] = topology.path(i).kind();
            noise[i] = new PathNoise(SeededHash.of(runSeed, key), Math.min(0.5, loss),
                    Math.min(0.5, failing), background.bursts(), bursting);
        }
        this.faults = new ActiveFaults(phase, ROUND_TICKS);
    }

    /// Packets that a path loses in one direction in calm (0..1).
    public double calmLoss(int path) {
        return noise[path].oneWay();
    }

    /// First attempts that fail on a path in calm (0..1).
    public double calmFailing(int path) {
        return noise[path].failRatio();
    }

    /// Adds a fault; it must not have begun.
    public void inject(InjectedFault fault) {
        faults.add(fault);
    }

    /// Draws one tick and hands it on. Ticks are numbered from 0 and come in order.
    public void tick(long tick, TrafficSink sink) {
        season(tick);
        faults.tick(tick);
        for (int i = 0; i < noise.length; i++) {
            if (tick < cleanUntil[i] && !faults.isHarmed(i)) {
                sink.packets(i, PACKETS, 0, 0);
            } else {
                round(i, tick, sink);
            }
        }
    }

    private void season(long tick) {
        if (background.season() == 1 || tick % SEASON_STEP_TICKS != 0) {
            return;
        }
        double factor = Math.pow(background.season(), Math.sin(2 * Math.PI * tick / TICKS_PER_DAY));
        for (int i = 0; i < noise.length; i++) {
            noise[i].season(tick, PACKETS, factor);
            cleanUntil[i] = tick;
        }
    }

    private void round(int i, long tick, TrafficSink sink) {
        PathNoise path = noise[i];
        switch (kind[i]) {
            case STAMP, ICMP -> {
                path.packets(tick, PACKETS, faults.forward(i), faults.back(i));
                sink.packets(i, PACKETS, path.lostForward, path.lostBack);
                cleanUntil[i] = path.cleanUntil(PACKETS);
            }
            case WIREGUARD, TCP, HTTP, DNS -> sink.attempt(i,
                    path.fails(tick, faults.forward(i), faults.back(i), faults.fail(i)));
            case MACHINE_CREATE -> machine(i, tick, sink);
        }
    }

    /// After a failure a Machine probe is repeated every tick for a minute.
    private void machine(int i, long tick, TrafficSink sink) {
        if (confirmations[i] == 0 && Math.floorMod(tick + i, MACHINE_TICKS) != 0) {
            return;
        }
        boolean failed = noise[i].failsAlone(faults.fail(i));
        confirmations[i] = failed ? MACHINE_TICKS : Math.max(0, confirmations[i] - 1);
        sink.attempt(i, failed);
    }
}

package dev.picket.simulation.scorecard.stream;

import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.world.SeededHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// The tallies of every path of a fleet, tick by tick. What a path is like (its ratios, when in a
/// tick its round is sent) depends on the fleet's seed alone; what happens on it, on the run's. No
/// path's draws depend on another's, so nothing depends on the order or number of threads.
public final class FleetTraffic {

    /// Packets of a STAMP round.
    public static final int PACKETS = 20;
    /// How much of a tick a round takes from its first packet to its last.
    private static final double ROUND_TICKS = 0.1;
    /// Ticks between two runs of a Machine probe while it succeeds.
    private static final int MACHINE_TICKS = 6;
    private static final int SEASON_STEP_TICKS = 360;
    private static final double TICKS_PER_DAY = 8_640;

    private final Topology topology;
    private final BackgroundModel background;
    private final PathNoise[] noise;
    private final double[] phase;
    private final double[] forward;
    private final double[] back;
    private final double[] fail;
    private final int[] confirmations;
    private final List<InjectedFault> waiting = new ArrayList<>();

    public FleetTraffic(Topology topology, BackgroundModel background, long fleetSeed,
            long runSeed) {
        this.topology = topology;
        this.background = background;
        int paths = topology.routes().size();
        this.noise = new PathNoise[paths];
        this.phase = new double[paths];
        this.forward = new double[paths];
        this.back = new double[paths];
        this.fail = new double[paths];
        this.confirmations = new int[paths];
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
            noise[i] = new PathNoise(SeededHash.of(runSeed, key), Math.min(0.5, loss),
                    Math.min(0.5, failing), background.bursts(), bursting);
        }
    }

    /// Adds a fault; it must not have begun.
    public void inject(InjectedFault fault) {
        waiting.add(fault);
    }

    /// Draws one tick, numbered from the stream's start, and hands its tallies on under the number
    /// `firstTick + tick`.
    public void tick(long tick, long firstTick, Consumer<RoundTally> sink) {
        season(tick);
        harm(tick);
        for (int i = 0; i < noise.length; i++) {
            round(i, tick, firstTick + tick, sink);
        }
    }

    private void season(long tick) {
        if (background.season() == 1 || tick % SEASON_STEP_TICKS != 0) {
            return;
        }
        double factor = Math.pow(background.season(), Math.sin(2 * Math.PI * tick / TICKS_PER_DAY));
        for (PathNoise path : noise) {
            path.season(factor);
        }
    }

    private void harm(long tick) {
        if (waiting.isEmpty()) {
            return;
        }
        Arrays.fill(forward, 0);
        Arrays.fill(back, 0);
        Arrays.fill(fail, 0);
        waiting.removeIf(fault -> fault.end() <= tick);
        for (InjectedFault fault : waiting) {
            if (fault.onset() >= tick + 1) {
                continue;
            }
            for (int i : fault.paths()) {
                double share = fault.overlap(tick + phase[i], tick + phase[i] + ROUND_TICKS);
                forward[i] = PathNoise.either(forward[i], share * fault.forward());
                back[i] = PathNoise.either(back[i], share * fault.back());
                fail[i] = PathNoise.either(fail[i], share * fault.fail());
            }
        }
    }

    private void round(int i, long tick, long number, Consumer<RoundTally> sink) {
        Path path = topology.path(i);
        switch (path.kind()) {
            case STAMP -> {
                noise[i].packets(tick, PACKETS, forward[i], back[i]);
                int lost = noise[i].lostForward;
                int lostBack = noise[i].lostBack;
                sink.accept(new RoundTally(path, Signal.LOST, number, PACKETS, lost + lostBack));
                sink.accept(new RoundTally(path, Signal.LOST_FORWARD, number, PACKETS, lost));
                if (lost < PACKETS) {
                    sink.accept(new RoundTally(path, Signal.LOST_RETURN, number, PACKETS - lost,
                            lostBack));
                }
            }
            case WIREGUARD -> sink.accept(new RoundTally(path, Signal.FAILED, number, 1,
                    noise[i].fails(tick, forward[i], back[i], fail[i]) ? 1 : 0));
            case MACHINE_CREATE -> machine(i, path, tick, number, sink);
        }
    }

    /// After a failure a Machine probe is repeated every tick for a minute.
    private void machine(int i, Path path, long tick, long number, Consumer<RoundTally> sink) {
        if (confirmations[i] == 0 && Math.floorMod(tick + i, MACHINE_TICKS) != 0) {
            return;
        }
        boolean failed = noise[i].failsAlone(fail[i]);
        confirmations[i] = failed ? MACHINE_TICKS : Math.max(0, confirmations[i] - 1);
        sink.accept(new RoundTally(path, Signal.FAILED, number, 1, failed ? 1 : 0));
    }
}

package dev.picket.simulation.scorecard;

import dev.picket.model.topology.Component;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.InjectedFault;
import dev.picket.simulation.scorecard.stream.InjectedFault.LossDirection;
import dev.picket.simulation.world.SeededHash;
import java.util.List;
import java.util.SplittableRandom;

/// A [DelayCase] drawn: when it begins, on which paths and which way. The same seed gives the same
/// scene to whoever is measured on it.
///
/// @param onset in ticks from the start
/// @param runSeed of the background's packets
record DelayScene(double onset, long runSeed, InjectedFault fault) {

    static final int RUN_IN_TICKS = 40;
    private static final List<LossDirection> WAYS = List.of(LossDirection.values());

    static DelayScene draw(Fleet fleet, DelayCase fault, long seed) {
        SplittableRandom random = new SplittableRandom(SeededHash.of(seed, fault.id()));
        double onset = RUN_IN_TICKS + random.nextDouble();
        long runSeed = random.nextLong();
        LossDirection way = WAYS.get(random.nextInt(WAYS.size()));
        int[] members = fleet.members(new Component.Provider(Fleets.SUBJECT));
        return new DelayScene(onset, runSeed, InjectedFault.loss(onset, Double.MAX_VALUE,
                Choice.of(random, members, fault.harmed()), way, fault.ratio()));
    }
}

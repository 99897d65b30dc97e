package dev.picket.simulation.scorecard.campaign;

import dev.picket.model.finding.Finding;
import dev.picket.model.topology.Component;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Fleets;
import dev.picket.simulation.scorecard.stream.InjectedFault;
import dev.picket.simulation.scorecard.stream.InjectedFault.LossDirection;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import dev.picket.simulation.world.SeededHash;

/// Tells one detector from another, so that counts of a changed one are never added up.
///
/// Idea: what a detector says of a short seeded stream with two faults, every digit of its
/// evidence, hashed. A change that changes no finding there is taken for none. Refused: a checksum
/// of its classes, which a comment changes.
public final class DetectorMark {

    private static final long SEED = 20_240_611L;
    private static final int WARM_TICKS = 400;
    private static final int TICKS = 120;
    private static final double FIRST = 20.5;
    private static final double SECOND = 70.3;
    private static final double LASTS_TICKS = 10;

    private DetectorMark() {}

    /// Sixteen hexadecimal digits.
    public static String of() {
        WarmFleet warm = WarmFleet.of(Fleets.small(), BackgroundModel.ORDINARY, SEED, WARM_TICKS);
        FleetRun run = warm.run(SEED);
        int[] first = warm.fleet().members(new Component.Region("r01"));
        int[] second = warm.fleet().members(new Component.Region("r03"));
        run.inject(InjectedFault.loss(FIRST, FIRST + LASTS_TICKS, first, LossDirection.BOTH, 0.1));
        run.inject(InjectedFault.loss(SECOND, SECOND + LASTS_TICKS, second, LossDirection.FORWARD,
                0.5));
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < TICKS; i++) {
            for (Finding finding : run.tick()) {
                said.append(finding).append('\n');
            }
        }
        return String.format("%016x", SeededHash.of(SEED, said.toString()));
    }
}

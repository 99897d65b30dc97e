package dev.picket.simulation.scorecard.stream;

import dev.picket.model.topology.Component;
import dev.picket.simulation.world.SeededHash;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Short losses that all paths of one component have together: one a day and component of the
/// network, 5 to 40 s long, of 5 to 100 % in each direction.
public final class SharedBlips {

    private static final double TICKS_PER_DAY = 8_640;
    private static final double SHORTEST_TICKS = 0.5;
    private static final double LONGEST_TICKS = 4;
    private static final double LOSS_LEAST = 0.05;

    private SharedBlips() {}

    /// The blips of `ticks` ticks.
    public static List<InjectedFault> of(Fleet fleet, long seed, long ticks) {
        List<InjectedFault> blips = new ArrayList<>();
        for (Component component : fleet.components()) {
            if (!isNetwork(component)) {
                continue;
            }
            SplittableRandom random = new SplittableRandom(SeededHash.of(seed, component.key()));
            double at = random.nextExponential() * TICKS_PER_DAY;
            while (at < ticks) {
                double end = at + SHORTEST_TICKS
                        + (LONGEST_TICKS - SHORTEST_TICKS) * random.nextDouble();
                double loss = LOSS_LEAST + (1 - LOSS_LEAST) * random.nextDouble();
                blips.add(new InjectedFault(at, end, fleet.members(component), loss, loss, 0));
                at = end + random.nextExponential() * TICKS_PER_DAY;
            }
        }
        return blips;
    }

    private static boolean isNetwork(Component component) {
        return switch (component) {
            case Component.Provider _,Component.ProviderAtRegion _ -> true;
            case Component.AccessNetwork _ -> true;
            case Component.Link _,Component.Region _,Component.Host _ -> true;
            case Component.Vantage _,Component.Service _ -> false;
            case Component.ServiceAtRegion _,Component.Kind _ -> false;
        };
    }
}

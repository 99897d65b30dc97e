package dev.picket.simulation.scorecard;

import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import dev.picket.simulation.world.SeededHash;
import java.util.HashMap;
import java.util.Map;

/// What the sections of one scorecard share: how much to do, the seed, the threads, and the fleets
/// that were warmed already.
final class Course {

    private final Effort effort;
    private final long seed;
    private final Trials trials;
    private final Map<String, WarmFleet> warm = new HashMap<>();

    Course(Effort effort, long seed, Trials trials) {
        this.effort = effort;
        this.seed = seed;
        this.trials = trials;
    }

    Effort effort() {
        return effort;
    }

    Trials trials() {
        return trials;
    }

    /// The seed of what is called `name`.
    long seed(String name) {
        return SeededHash.of(seed, name);
    }

    /// A fleet with what its detector learns of a background; made once.
    WarmFleet warm(Fleet fleet, String backgroundName, BackgroundModel background) {
        String key = fleet.name() + "/" + backgroundName;
        WarmFleet known = warm.get(key);
        if (known == null) {
            known = trials.run("warming " + key, 1, _ -> WarmFleet.of(fleet, background,
                    seed("fleet"), effort.warmUpTicks())).getFirst();
            warm.put(key, known);
        }
        return known;
    }
}

package dev.picket.simulation.scorecard;

import dev.picket.simulation.scorecard.campaign.Stretch;
import dev.picket.simulation.scorecard.campaign.Stretches;
import dev.picket.simulation.scorecard.campaign.Totals;
import dev.picket.simulation.scorecard.stream.BackgroundModel;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import dev.picket.simulation.world.SeededHash;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/// What the sections of one scorecard share: how much to do, the seed, the threads, and the fleets
/// that were warmed already.
final class Course {

    private final Effort effort;
    private final long seed;
    private final Trials trials;
    private final Stretches stretches;
    private final Map<String, WarmFleet> warm = new HashMap<>();

    Course(Effort effort, long seed, Trials trials) {
        this(effort, seed, trials, Stretches.none());
    }

    Course(Effort effort, long seed, Trials trials, Stretches stretches) {
        this.effort = effort;
        this.seed = seed;
        this.trials = trials;
        this.stretches = stretches;
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
        return warm(fleet, backgroundName, background, effort.warmUpTicks());
    }

    /// The same with another time to learn in.
    WarmFleet warm(Fleet fleet, String backgroundName, BackgroundModel background, int ticks) {
        String key = fleet.name() + "/" + backgroundName + "/" + ticks;
        WarmFleet known = warm.get(key);
        if (known == null) {
            known = trials.run("warming " + key, 1, _ -> WarmFleet.of(fleet, background,
                    seed("fleet"), ticks)).getFirst();
            warm.put(key, known);
        }
        return known;
    }

    /// Runs stretches of a campaign, those not yet known, until it is enough.
    ///
    /// @param campaign what is measured and under which settings: stretches of equal names add up
    /// @param ticks of each stretch
    /// @param batch stretches run before it is asked again whether it is enough
    /// @param enough told what all stretches of the campaign came to
    /// @param counts runs the stretch whose stream has this seed
    Totals campaign(String campaign, long ticks, int batch, Predicate<Totals> enough,
            LongFunction<Map<String, Long>> counts) {
        long first = seed(campaign);
        Totals totals = stretches.totals(campaign);
        for (int next = 0; !enough.test(totals); next += batch) {
            int from = next;
            trials.run(campaign + ", " + totals.ticks() + " ticks", batch,
                    i -> stretch(campaign, from + i, ticks, first, counts));
            totals = stretches.totals(campaign);
        }
        return totals;
    }

    private boolean stretch(String campaign, int number, long ticks, long first,
            LongFunction<Map<String, Long>> counts) {
        boolean known = stretches.find(campaign, seed, number).isPresent();
        if (!known) {
            stretches.add(new Stretch(stretches.detector(), campaign, seed, number, ticks,
                    counts.apply(first + number)));
        }
        return known;
    }
}

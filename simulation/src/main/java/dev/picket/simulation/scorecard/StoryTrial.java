package dev.picket.simulation.scorecard;

import dev.picket.model.topology.Component;
import dev.picket.simulation.scorecard.CulpritTrial.Blame;
import dev.picket.simulation.scorecard.CulpritTrial.Injected;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Found;
import dev.picket.simulation.scorecard.stream.InjectedFault;
import dev.picket.simulation.scorecard.stream.InjectedFault.LossDirection;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Longer stories: two faults at once, a fault that comes and goes, and one that lasts and ends.
final class StoryTrial {

    private static final int JUDGED_TICKS = 12;
    private static final int LASTS_TICKS = 60;
    private static final int AFTERWARDS_TICKS = 60;
    private static final int FLAPS = 3;
    private static final int FLAP_TICKS = 12;
    private static final double[] RATIOS = {0.05, 0.15, 0.5, 1};
    private static final double[] SHARES = {0.6, 1};

    private StoryTrial() {}

    /// @param named findings that name one component, @param right those of them that are right
    /// @param faultsRight how many of the two faults are named by some finding
    record Two(int named, int right, int faultsRight) {}

    /// Two faults of components that share no path, the second up to a minute after the first.
    static Two two(WarmFleet warm, List<Component> components, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Fleet fleet = warm.fleet();
        Injected first = draw(random, components);
        Injected second = draw(random, components);
        while (share(fleet, first.component(), second.component())) {
            second = draw(random, components);
        }
        FleetRun run = warm.run(random.nextLong());
        double onset = CulpritTrial.RUN_IN_TICKS + random.nextDouble();
        double later = onset + 6 * random.nextDouble();
        run.inject(CulpritTrial.fault(fleet, first, onset, random));
        run.inject(CulpritTrial.fault(fleet, second, later, random));
        Found found = new Found();
        while (run.ticks() < later + 1 + JUDGED_TICKS) {
            found.take(run.tick());
        }
        int named = 0;
        int right = 0;
        Set<Component> hit = new HashSet<>();
        for (Found.Fault fault : found.open()) {
            boolean good = false;
            boolean one = false;
            for (Injected injected : List.of(first, second)) {
                Blame blame = CulpritTrial.blame(fleet, injected, fault.diagnosis());
                one = blame.size() <= 1;
                if (blame.size() == 1 && blame.right()) {
                    good = true;
                    hit.add(injected.component());
                }
            }
            named += one ? 1 : 0;
            right += good ? 1 : 0;
        }
        named += found.troubled().size();
        return new Two(named, right, hit.size());
    }

    /// The incidents that a fault of ten minutes led to, from its onset until ten minutes after its
    /// end.
    ///
    /// @param flapping whether it comes and goes in between
    static IncidentCount incidents(WarmFleet warm, List<Component> components, boolean flapping,
            long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Injected injected = draw(random, components);
        FleetRun run = warm.run(random.nextLong());
        double onset = CulpritTrial.RUN_IN_TICKS + random.nextDouble();
        InjectedFault fault = CulpritTrial.fault(warm.fleet(), injected, onset, random);
        double end = onset;
        for (int part = 0; part < (flapping ? FLAPS : 1); part++) {
            double from = onset + part * 2.0 * FLAP_TICKS;
            end = from + (flapping ? FLAP_TICKS : LASTS_TICKS);
            run.inject(new InjectedFault(from, end, fault.paths(), fault.forward(), fault.back(),
                    fault.fail()));
        }
        IncidentCount count = new IncidentCount();
        while (run.ticks() < end + AFTERWARDS_TICKS) {
            count.take(run.tick(), run.now());
        }
        return count;
    }

    private static Injected draw(SplittableRandom random, List<Component> components) {
        return new Injected(components.get(random.nextInt(components.size())), LossDirection.BOTH,
                SHARES[random.nextInt(SHARES.length)], RATIOS[random.nextInt(RATIOS.length)]);
    }

    private static boolean share(Fleet fleet, Component one, Component other) {
        int[] members = fleet.members(other);
        return Arrays.stream(fleet.members(one))
                .anyMatch(path -> Arrays.binarySearch(members, path) >= 0);
    }
}

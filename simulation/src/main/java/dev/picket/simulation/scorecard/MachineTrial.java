package dev.picket.simulation.scorecard;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.topology.Component;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Found;
import dev.picket.simulation.scorecard.stream.InjectedFault;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Machines that are not created, in one region or in all, and how long that goes unpaged.
final class MachineTrial {

    private static final int RUN_IN_TICKS = 40;
    private static final int PATIENCE_TICKS = 90;
    private static final int RUN_TICKS = 6;
    private static final double TICK_SECONDS = 10;

    private MachineTrial() {}

    /// @param findingSeconds onset to the finding, grace included; infinite when missed
    /// @param pageSeconds onset to the page, grace included; infinite when missed
    /// @param right whether the page blames the component at fault
    record Outcome(double findingSeconds, double pageSeconds, boolean right) {}

    /// @param everywhere all regions at a half, or else one at everything
    static Outcome run(WarmFleet warm, boolean everywhere, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Component fault = fault(warm.fleet(), everywhere, random);
        double onset = RUN_IN_TICKS + RUN_TICKS * random.nextDouble();
        FleetRun run = warm.run(random.nextLong());
        run.inject(InjectedFault.failures(onset, Double.MAX_VALUE, warm.fleet().members(fault),
                everywhere ? 0.5 : 1));
        Found found = new Found();
        // Only ticks that are over before the onset: what is found in its own is found.
        while (run.ticks() + 1 <= onset) {
            found.take(run.tick());
        }
        int before = found.faults().size();
        Optional<Found.Fault> paged = Optional.empty();
        while (run.ticks() < onset + PATIENCE_TICKS && paged.isEmpty()) {
            found.take(run.tick());
            paged = found.faults().stream().skip(before).filter(it -> it.paged().isPresent())
                    .findFirst();
        }
        double opened = found.faults().stream().skip(before).findFirst()
                .map(it -> seconds(run, run.inTicks(it.opened()) - onset))
                .orElse(Double.POSITIVE_INFINITY);
        double page = paged.flatMap(Found.Fault::paged)
                .map(at -> seconds(run, run.inTicks(at) - onset))
                .orElse(Double.POSITIVE_INFINITY);
        return new Outcome(opened, page, paged.flatMap(Found.Fault::pagedWith)
                .map(it -> isRight(warm.fleet(), it, fault)).orElse(false));
    }

    /// The service itself, or what it is in one region.
    private static Component fault(Fleet fleet, boolean everywhere, SplittableRandom random) {
        List<Component> possible = fleet.components().stream()
                .filter(it -> everywhere
                        ? it instanceof Component.Service
                        : it instanceof Component.ServiceAtRegion)
                .toList();
        return possible.get(random.nextInt(possible.size()));
    }

    private static double seconds(FleetRun run, double ticks) {
        return TICK_SECONDS * ticks + run.graceSeconds();
    }

    private static boolean isRight(Fleet fleet, Diagnosis diagnosis, Component fault) {
        return diagnosis.culprit().components().stream()
                .anyMatch(named -> fleet.sameMembers(named, fault, diagnosis.kind()));
    }
}

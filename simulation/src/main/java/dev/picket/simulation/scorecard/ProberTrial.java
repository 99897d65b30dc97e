package dev.picket.simulation.scorecard;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Component;
import dev.picket.simulation.scorecard.stream.Fleet;
import dev.picket.simulation.scorecard.stream.FleetRun;
import dev.picket.simulation.scorecard.stream.Found;
import dev.picket.simulation.scorecard.stream.InjectedFault;
import dev.picket.simulation.scorecard.stream.InjectedFault.LossDirection;
import dev.picket.simulation.scorecard.stream.WarmFleet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Faults of a prober itself, none of which is the network's, and the one silence that is.
final class ProberTrial {

    private static final int RUN_IN_TICKS = 40;
    private static final int TICKS = 30;
    private static final long STALL_NANOS = 2_000_000_000L;

    private ProberTrial() {}

    /// What ails the prober of one vantage.
    enum Ailment {
        /// Its kernel drops replies, and counts them.
        DROPS(Optional.of(LocalFaultCode.LOCAL_RECEIVE_DROP), 0.3),
        /// It stands still for seconds: a garbage collection, a machine that swaps.
        STALL(Optional.of(LocalFaultCode.LOCAL_STALL), 0.3),
        /// Its wall clock steps; nothing is lost.
        CLOCK_STEP(Optional.of(LocalFaultCode.LOCAL_CLOCK_STEP), 0),
        /// Its own firewall refuses what it sends.
        FIREWALL(Optional.of(LocalFaultCode.LOCAL_FIREWALL), 0.5),
        /// Its uplink loses, and nothing on it says so.
        UPLINK(Optional.empty(), 0.3),
        /// It says nothing at all; the targets of its region are good from elsewhere.
        SILENCE(Optional.empty(), 1);

        private final Optional<LocalFaultCode> code;
        private final double loss;

        Ailment(Optional<LocalFaultCode> code, double loss) {
            this.code = code;
            this.loss = loss;
        }
    }

    /// Pages while a vantage ails: each is false.
    static long pages(WarmFleet warm, Ailment ailment, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String vantage = vantage(warm.fleet(), random);
        int[] paths = warm.fleet().members(new Component.Vantage(vantage));
        FleetRun run = warm.run(random.nextLong());
        if (ailment != Ailment.SILENCE) {
            run.inject(InjectedFault.loss(RUN_IN_TICKS, RUN_IN_TICKS + TICKS / 2.0, paths,
                    LossDirection.BOTH, ailment.loss));
        }
        Found found = new Found();
        while (run.ticks() < RUN_IN_TICKS + TICKS) {
            boolean ails = run.ticks() >= RUN_IN_TICKS && run.ticks() < RUN_IN_TICKS + TICKS / 2;
            boolean silent = ails && ailment == Ailment.SILENCE;
            run.silence(silent ? List.of(vantage) : List.of());
            for (String other : warm.fleet().topology().vantages().keySet()) {
                if (!(silent && other.equals(vantage))) {
                    run.health(round(other, run.tickNumber(),
                            ails && other.equals(vantage) ? ailment.code : Optional.empty()));
                }
            }
            found.take(run.tick());
        }
        return found.pages();
    }

    /// @param paged whether anybody is paged, @param right whether it blames the region
    record CutOff(boolean paged, boolean right) {}

    /// A region cut off: its vantage is silent and everybody else finds its targets dark.
    static CutOff cutOff(WarmFleet warm, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Fleet fleet = warm.fleet();
        String vantage = vantage(fleet, random);
        Component region = new Component.Region(vantage);
        FleetRun run = warm.run(random.nextLong());
        run.inject(InjectedFault.loss(RUN_IN_TICKS + random.nextDouble(), Double.MAX_VALUE,
                fleet.members(region), LossDirection.BOTH, 1));
        Found found = new Found();
        while (run.ticks() < RUN_IN_TICKS + TICKS) {
            boolean silent = run.ticks() > RUN_IN_TICKS;
            run.silence(silent ? List.of(vantage) : List.of());
            for (String other : fleet.topology().vantages().keySet()) {
                if (!(silent && other.equals(vantage))) {
                    run.health(round(other, run.tickNumber(), Optional.empty()));
                }
            }
            found.take(run.tick());
        }
        boolean right = found.faults().stream().filter(it -> it.paged().isPresent())
                .anyMatch(it -> it.diagnosis().culprit().components().contains(region));
        return new CutOff(found.pages() > 0, right);
    }

    private static String vantage(Fleet fleet, SplittableRandom random) {
        String[] names = fleet.topology().vantages().keySet().toArray(new String[0]);
        Arrays.sort(names);
        return names[random.nextInt(names.length)];
    }

    private static ProberRound round(String vantage, long tick, Optional<LocalFaultCode> code) {
        ProberHealth health = code.isPresent()
                && code.get() == LocalFaultCode.LOCAL_STALL
                        ? new ProberHealth(0, 0, 0, 0, 0, STALL_NANOS, 0)
                        : ProberHealth.PERFECT;
        return new ProberRound(vantage, tick, health,
                code.map(it -> List.of(new LocalFault(it, 1, ""))).orElse(List.of()));
    }
}

package dev.picket.simulation.virtual;

import dev.picket.model.failure.LocalFault;
import dev.picket.model.failure.LocalFaultCode;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.result.ProberHealth;
import dev.picket.model.result.ProberRound;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultField;
import dev.picket.simulation.fault.PathConditions;
import dev.picket.simulation.scenario.ProbePace;
import dev.picket.simulation.scenario.Scenario;
import dev.picket.simulation.world.SeededHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A seeded network under probing, tick by tick on virtual time: the same scenario gives the same
/// ticks, bit for bit. Every path's rounds are spread over its interval, so faults begin at any
/// moment of a round.
final class SimulatedNetwork {

    private static final long ROUND_TRIP_LEAST_NANOS = 2_000_000L;
    private static final long ROUND_TRIP_SPREAD_NANOS = 240_000_000L;

    private final Scenario scenario;
    private final Topology topology;
    private final FaultField faults;
    private final Noise noise;
    private final SimulatedRounds rounds;
    private final SplittableRandom random;
    private final Instant start;
    private final long[] phaseNanos;
    private final long[] shortestNanos;

    /// @param start the wall time of the scenario's start, a whole number of ticks
    SimulatedNetwork(Scenario scenario, Topology topology, Instant start, long warmTicks) {
        this.scenario = scenario;
        this.topology = topology;
        this.start = start;
        int paths = topology.routes().size();
        this.random = new SplittableRandom(SeededHash.of(scenario.seed(), "rounds"));
        this.faults = new FaultField(topology, scenario.faults(), scenario.seed());
        this.noise = new Noise(topology, scenario.background(),
                new Noise.Span(-warmTicks * scenario.tick().toNanos(),
                        scenario.duration().toNanos()),
                SeededHash.of(scenario.seed(), "noise"));
        this.rounds = new SimulatedRounds(random,
                scenario.background().roundTripJitter().toNanos(), paths);
        this.phaseNanos = new long[paths];
        this.shortestNanos = new long[paths];
        for (int path = 0; path < paths; path++) {
            String key = topology.path(path).key();
            phaseNanos[path] = (long) (SeededHash.ratio(scenario.seed(), "phase", key)
                    * pace(path).every().toNanos());
            shortestNanos[path] = ROUND_TRIP_LEAST_NANOS
                    + (long) (SeededHash.ratio(scenario.seed(), "distance", key)
                            * ROUND_TRIP_SPREAD_NANOS);
        }
    }

    FaultField faults() {
        return faults;
    }

    List<Blip> blips() {
        return noise.blips();
    }

    /// The tick that begins `index` ticks after the scenario's start; negative ones come before it.
    SimulatedTick tick(long index) {
        long from = index * scenario.tick().toNanos();
        long to = from + scenario.tick().toNanos();
        List<ProbeResult> results = new ArrayList<>();
        List<ProberRound> probers = new ArrayList<>();
        long number = start.getEpochSecond() * 1_000_000_000L / scenario.tick().toNanos() + index;
        int path = 0;
        while (path < topology.routes().size()) {
            String vantage = topology.path(path).vantage();
            Prober prober = new Prober(vantage);
            while (path < topology.routes().size()
                    && topology.path(path).vantage().equals(vantage)) {
                runPath(path, from, to, prober);
                path++;
            }
            results.addAll(prober.results);
            prober.round(number).ifPresent(probers::add);
        }
        return new SimulatedTick(number, results, probers);
    }

    private void runPath(int path, long from, long to, Prober prober) {
        long every = pace(path).every().toNanos();
        long number = Math.ceilDiv(from - phaseNanos[path], every);
        for (long at = phaseNanos[path] + number * every; at < to; at += every) {
            PathConditions conditions = noise.over(faults.at(path, at), path, at);
            Path key = topology.path(path);
            ProbeResult result = rounds.draw(new SimulatedRounds.Round(path, key,
                    key.key() + "#" + number++, start.plusNanos(at), pace(path).packets(),
                    shortestNanos[path]), conditions);
            prober.due++;
            if (!Draws.happens(random, conditions.missingRatio())) {
                prober.results.add(result);
                prober.drops += result.health().receiveDrops();
            }
        }
        for (Fault fault : faults.faultsOn(path)) {
            long stepAt = fault.at().toNanos();
            if (fault.effects().clockStepNanos() != 0 && stepAt >= from && stepAt < to) {
                prober.clockStepNanos = fault.effects().clockStepNanos();
            }
        }
    }

    private ProbePace pace(int path) {
        ProbePace pace = scenario.probes().get(topology.path(path).kind());
        if (pace == null) {
            throw new IllegalStateException("no pace for " + topology.path(path));
        }
        return pace;
    }

    /// One vantage during one tick.
    private static final class Prober {
        private final String vantage;
        private final List<ProbeResult> results = new ArrayList<>();
        private int due;
        private long drops;
        private long clockStepNanos;

        Prober(String vantage) {
            this.vantage = vantage;
        }

        /// Silent, where results were due and none arrived.
        Optional<ProberRound> round(long tick) {
            if (due > 0 && results.isEmpty()) {
                return Optional.empty();
            }
            List<LocalFault> faults = new ArrayList<>();
            if (drops > 0) {
                faults.add(SimulatedRounds.droppedHere(drops));
            }
            if (clockStepNanos != 0) {
                faults.add(new LocalFault(LocalFaultCode.LOCAL_CLOCK_STEP, 1, "simulated"));
            }
            return Optional.of(new ProberRound(vantage, tick,
                    new ProberHealth(due, 0, drops, 0, 0, 0, clockStepNanos), faults));
        }
    }
}

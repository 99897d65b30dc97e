package dev.picket.simulation.virtual;

import dev.picket.model.result.ProberRound;
import dev.picket.model.result.RoundTally;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.scenario.Background;
import dev.picket.simulation.scenario.ProbePace;
import dev.picket.simulation.scenario.Scenario;
import dev.picket.simulation.world.DemoNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The demonstration's network under probing, for an hour, with what it yields.
record Probed(Scenario scenario, Topology topology, boolean everySession) {

    static final long SEED = 42;
    static final Background SILENCE = new Background(
            new Background.Losses(0, 0, Background.Bursts.NONE),
            Background.QUIET.roundTrips(), 0, Background.Shared.NONE, Background.Arrival.PROMPT,
            Background.Vantages.WELL);
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final Timing TIMING = new Timing(Simulation.START, TICK,
            Duration.ofMillis(7_500));
    static final long FIRST_TICK = TIMING.number(0);

    static Probed of(List<Fault> faults, Background background) {
        return of(faults, background, Map.of(ProbeKind.STAMP, ProbePace.ofKind(ProbeKind.STAMP),
                ProbeKind.ICMP, ProbePace.ofKind(ProbeKind.ICMP), ProbeKind.WIREGUARD,
                ProbePace.ofKind(ProbeKind.WIREGUARD)));
    }

    static Probed machines(Fault fault) {
        return of(List.of(fault), SILENCE, Map.of(ProbeKind.MACHINE_CREATE,
                ProbePace.ofKind(ProbeKind.MACHINE_CREATE)));
    }

    private static Probed of(List<Fault> faults, Background background,
            Map<ProbeKind, ProbePace> paces) {
        SortedMap<ProbeKind, ProbePace> sorted = new TreeMap<>(paces);
        Scenario scenario = new Scenario(SEED, Duration.ofHours(1), DemoNetwork.world().network(),
                new TreeMap<>(), sorted, TICK, background, Scenario.Script.of(faults),
                Optional.empty());
        return new Probed(scenario, scenario.world().topology(), false);
    }

    static Background with(Background.Arrival arrival) {
        return new Background(SILENCE.losses(), SILENCE.roundTrips(), 0, SILENCE.shared(),
                arrival, SILENCE.vantages());
    }

    /// The same, with a session run for every round.
    Probed withEverySession() {
        return new Probed(scenario, topology, true);
    }

    Predicate<Path> crossing(Component component) {
        return path -> topology.routes().get(topology.indexOf(path)).crosses(component);
    }

    List<RoundTally> tallies(int steps) {
        return talliesByStep(steps).stream().flatMap(List::stream).toList();
    }

    List<List<RoundTally>> talliesByStep(int count) {
        List<VantageLine> lines = lines();
        List<List<RoundTally>> byStep = new ArrayList<>();
        for (int step = 0; step < count; step++) {
            List<RoundTally> tallies = new ArrayList<>();
            for (VantageLine line : lines) {
                line.step(step).tallies().forEach((path, signal, tick, trials, bad) -> tallies
                        .add(new RoundTally(topology.path(path), signal, tick, trials, bad)));
            }
            byStep.add(tallies);
        }
        return byStep;
    }

    List<List<ProberRound>> rounds(int count) {
        List<VantageLine> lines = lines();
        List<List<ProberRound>> byStep = new ArrayList<>();
        for (int step = 0; step < count; step++) {
            int index = step;
            byStep.add(lines.stream().flatMap(line -> line.step(index).round().stream())
                    .toList());
        }
        return byStep;
    }

    List<VantageLine> lines() {
        return new SimulatedNetwork(scenario, topology, TIMING, 0).lines(everySession);
    }
}

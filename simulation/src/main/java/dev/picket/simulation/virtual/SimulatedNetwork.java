package dev.picket.simulation.virtual;

import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.Topology;
import dev.picket.probes.schedule.ExtraSlots;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.fault.FaultField;
import dev.picket.simulation.noise.Blip;
import dev.picket.simulation.noise.Noise;
import dev.picket.simulation.noise.PathNoise;
import dev.picket.simulation.noise.VantageNoise;
import dev.picket.simulation.scenario.ProbePace;
import dev.picket.simulation.scenario.Scenario;
import dev.picket.simulation.world.SeededHash;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A seeded network under probing, as one line of rounds for each vantage. Every path's rounds are
/// spread over its interval, so faults begin at any moment of a round.
final class SimulatedNetwork {

    private final Scenario scenario;
    private final Topology topology;
    private final Timing timing;
    private final FaultField faults;
    private final Noise noise;
    private final Map<ProbeKind, RoundShape> shapes = new EnumMap<>(ProbeKind.class);
    private final Map<ProbeKind, RepeatedRounds> repeated = new EnumMap<>(ProbeKind.class);

    SimulatedNetwork(Scenario scenario, Topology topology, Timing timing, long warmTicks) {
        this.scenario = scenario;
        this.topology = topology;
        this.timing = timing;
        this.faults = new FaultField(topology, scenario.faults(), scenario.seed());
        int minute = timing.start().atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 60;
        this.noise = new Noise(topology, scenario.background(),
                new Noise.Span(-warmTicks * timing.tick().toNanos(),
                        scenario.duration().toNanos(), minute),
                SeededHash.of(scenario.seed(), "noise"));
        double jitter = scenario.background().roundTrips().jitter().toNanos();
        scenario.probes().forEach((kind, pace) -> {
            RoundShape shape = new RoundShape(kind, pace, jitter);
            shapes.put(kind, shape);
            if (!PathLine.isDrawnWhole(kind)) {
                repeated.put(kind, RepeatedRounds.of(kind, shape, pace));
            }
        });
    }

    /// What components had by themselves, for the record of truth.
    List<Blip> blips() {
        return noise.blips();
    }

    /// The vantages that probe anything, in the order of their names.
    List<VantageLine> lines() {
        return lines(false);
    }

    /// @param everySession whether rounds like many others too are run
    List<VantageLine> lines(boolean everySession) {
        if (everySession) {
            repeated.clear();
        }
        List<VantageLine> lines = new ArrayList<>();
        int path = 0;
        while (path < topology.routes().size()) {
            int first = path;
            String vantage = topology.path(first).vantage();
            while (path < topology.routes().size()
                    && topology.path(path).vantage().equals(vantage)) {
                path++;
            }
            lines.add(line(vantage, first, path));
        }
        return lines;
    }

    private VantageLine line(String vantage, int first, int end) {
        VantageNoise own = noise.vantage(vantage);
        Map<ProbeKind, Integer> ofKind = new EnumMap<>(ProbeKind.class);
        for (int path = first; path < end; path++) {
            ofKind.merge(topology.path(path).kind(), 1, Integer::sum);
        }
        List<VantageLine.Scheduled> paths = new ArrayList<>();
        List<ExtraSlots.Source> sources = new ArrayList<>();
        List<Fault> clockFaults = new ArrayList<>();
        for (int path = first; path < end; path++) {
            VantageLine.Scheduled scheduled = scheduled(path, own);
            ProbeKind kind = scheduled.path().kind();
            paths.add(scheduled);
            sources.add(ExtraRounds.source(scheduled.path(), scenario.pace(kind),
                    scheduled.phaseNanos(), ofKind.getOrDefault(kind, 0)));
            faults.faultsOn(path).stream()
                    .filter(fault -> fault.effects().clockStepNanos() != 0)
                    .filter(fault -> !clockFaults.contains(fault)).forEach(clockFaults::add);
        }
        return new VantageLine(
                new VantageLine.Own(vantage, own, clockFaults, seed("arrival", vantage)),
                new VantageLine.Probed(paths, new ExtraRounds(sources)),
                scenario.background().arrival(), timing);
    }

    private VantageLine.Scheduled scheduled(int index, VantageNoise vantage) {
        Path path = topology.path(index);
        ProbePace pace = scenario.pace(path.kind());
        PathNoise own = noise.path(index);
        PathFates fates = new PathFates(index, faults,
                new PathFates.Sources(own, vantage,
                        new SplittableRandom(seed("fates", path.key()))),
                require(shapes.get(path.kind()), path));
        PathRuns runs = new PathRuns(path, topology.targetOf(path).region(), pace,
                seed("keys", path.key()));
        long every = pace.every().toNanos();
        return new VantageLine.Scheduled(path,
                new PathLine(index, path, new PathLine.Parts(runs, fates,
                        repeated.getOrDefault(path.kind(), RepeatedRounds.none())), timing),
                every, (long) (SeededHash.ratio(scenario.seed(), "phase", path.key()) * every));
    }

    private long seed(String what, String name) {
        return SeededHash.of(scenario.seed(), what, name);
    }

    private static RoundShape require(@org.jspecify.annotations.Nullable RoundShape shape,
            Path path) {
        if (shape == null) {
            throw new IllegalArgumentException("the scenario does not probe " + path);
        }
        return shape;
    }
}

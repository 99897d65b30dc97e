package dev.picket.simulation.virtual;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.Incident;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.topology.Topology;
import dev.picket.probes.run.Tallies;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.scenario.ProbePace;
import dev.picket.simulation.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Runs a scenario through the whole line on virtual time: network, tallies, detector, incidents.
/// The same scenario gives the same result, bit for bit.
public final class Simulation {

    /// Virtual time zero, where no other is asked for.
    private static final Instant START = Instant.parse("2024-06-10T00:00:00Z");
    /// Ticks of background the detector has learnt on before a scenario that starts warm.
    private static final long WARM_TICKS = 360;
    /// How long a tick waits for the last of its results; the timeout of a STAMP packet.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Scenario scenario;
    private final Instant start;
    private final Topology topology;
    private final SimulatedNetwork network;
    private final Detector detector;
    private final IncidentRecord record = new IncidentRecord();
    private final long warmTicks;
    private final Duration grace;

    private Simulation(Scenario scenario, Topology topology, Instant start) {
        this.scenario = scenario;
        this.start = start;
        this.topology = topology;
        this.warmTicks = scenario.warmUp().isPresent() ? 0 : WARM_TICKS;
        Duration half = scenario.tick().dividedBy(2);
        this.grace = half.compareTo(GRACE) < 0 ? half : GRACE;
        this.network = new SimulatedNetwork(scenario, topology, start, warmTicks);
        this.detector = new Detector(topology, DetectorSettings.defaults()
                .withTick(scenario.tick(), grace).withWarmUp(scenario.warmUp()
                        .orElse(scenario.tick().multipliedBy(warmTicks))));
    }

    /// Runs `scenario`.
    public static SimulationResult run(Scenario scenario) {
        return run(scenario, START, _ -> {
        });
    }

    /// Runs `scenario` as if it had begun at `start` (rounded down to a whole tick); `progress` is
    /// told of every tick done.
    public static SimulationResult run(Scenario scenario, Instant start, LongConsumer progress) {
        return run(scenario, scenario.world().topology(), start, progress);
    }

    /// Runs `scenario` over another topology than its own, which must have its probe kinds.
    public static SimulationResult run(Scenario scenario, Topology topology, Instant start,
            LongConsumer progress) {
        long tickNanos = scenario.tick().toNanos();
        long nanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
        Instant whole = Instant.EPOCH.plusNanos(Math.floorDiv(nanos, tickNanos) * tickNanos);
        return new Simulation(scenario, topology, whole).run(progress);
    }

    private SimulationResult run(LongConsumer progress) {
        for (long index = -warmTicks; index < scenario.ticks(); index++) {
            SimulatedTick tick = network.tick(index);
            for (ProbeResult result : tick.results()) {
                Tallies.of(result, scenario.tick()).forEach(detector::observe);
            }
            tick.probers().forEach(detector::observe);
            Instant now = start.plus(scenario.tick().multipliedBy(index + 1)).plus(grace);
            for (Finding finding : detector.advance(now)) {
                record.found(finding, now);
            }
            record.tick(now);
            progress.accept(index);
        }
        return result();
    }

    private SimulationResult result() {
        Truth truth = new Truth(topology, scenario.faults(), network.blips());
        List<SimulationResult.IncidentReport> reports = new ArrayList<>();
        int falsePages = 0;
        for (Incident incident : record.incidents()) {
            long openedNanos = Duration.between(start, incident.openedAt()).toNanos();
            Optional<Fault> fault = truth.faultOf(incident.diagnosis(), openedNanos);
            boolean explained = fault.map(it -> it.effects().harmsNetwork())
                    .orElseGet(() -> truth.isLongBlip(incident.diagnosis(), openedNanos,
                            scenario.tick().toNanos()));
            falsePages += incident.pagedAt().isPresent() && !explained ? 1 : 0;
            reports.add(report(incident, fault));
        }
        List<SimulationResult.FaultReport> faults = scenario.faults().stream()
                .map(fault -> report(fault, truth, reports)).toList();
        return new SimulationResult(scenario.seed(), scenario.duration().toNanos() / 1e9,
                topology.routes().size(), rounds(), falsePages, record.proberTroubles(), faults,
                reports, record.events());
    }

    private SimulationResult.IncidentReport report(Incident incident, Optional<Fault> fault) {
        return new SimulationResult.IncidentReport(incident.id(), incident.diagnosis().culprit(),
                incident.diagnosis().confidence(),
                seconds(incident.diagnosis().onset().estimate()), seconds(incident.openedAt()),
                incident.pagedAt().map(this::seconds), incident.resolvedAt().map(this::seconds),
                incident.severity(), fault.map(Fault::id));
    }

    private SimulationResult.FaultReport report(Fault fault, Truth truth,
            List<SimulationResult.IncidentReport> reports) {
        List<SimulationResult.IncidentReport> own = reports.stream()
                .filter(report -> report.fault().equals(Optional.of(fault.id()))).toList();
        Optional<Incident> first = record.incidents().stream()
                .filter(incident -> !own.isEmpty()
                        && incident.id().equals(own.getFirst().id()))
                .findFirst();
        return new SimulationResult.FaultReport(fault.id(), fault.at().toNanos() / 1e9,
                own.stream().anyMatch(report -> report.pagedAt().isPresent()), own.size(),
                own.stream().findFirst(),
                first.map(incident -> truth.isRight(fault, incident.diagnosis())).orElse(false),
                first.map(incident -> truth.rank(fault, incident.diagnosis())).orElse(0));
    }

    private double seconds(Instant at) {
        return Duration.between(start, at).toNanos() / 1e9;
    }

    private long rounds() {
        long every = scenario.probes().values().stream().map(ProbePace::every)
                .mapToLong(Duration::toNanos).min().orElse(scenario.tick().toNanos());
        return scenario.duration().toNanos() / every;
    }
}

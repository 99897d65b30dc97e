package dev.picket.simulation.virtual;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.topology.Topology;
import dev.picket.simulation.fault.Fault;
import dev.picket.simulation.noise.Blip;
import dev.picket.simulation.paging.IncidentRecord;
import dev.picket.simulation.scenario.Expectation;
import dev.picket.simulation.scenario.ProbePace;
import dev.picket.simulation.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds what was found against what was injected.
final class Reckoning {

    private final Scenario scenario;
    private final Topology topology;
    private final Instant start;
    private final Duration learning;
    private final Truth truth;

    /// @param learning simulated before `start`
    Reckoning(Scenario scenario, Topology topology, Instant start, Duration learning,
            List<Blip> blips) {
        this.learning = learning;
        this.scenario = scenario;
        this.topology = topology;
        this.start = start;
        this.truth = new Truth(topology, scenario.faults(), blips);
    }

    SimulationResult of(IncidentRecord record) {
        List<SimulationResult.IncidentReport> reports = new ArrayList<>();
        int falsePages = 0;
        for (Incident incident : record.incidents()) {
            long opened = Duration.between(start, incident.openedAt()).toNanos();
            Optional<Fault> fault = truth.faultOf(incident.diagnosis(), opened);
            boolean explained = fault
                    .map(it -> it.effects().explains(incident.diagnosis().signal()))
                    .orElseGet(() -> truth.isLongBlip(incident.diagnosis(), opened,
                            scenario.tick().toNanos()));
            falsePages += incident.pagedAt().isPresent() && !explained ? 1 : 0;
            reports.add(report(incident, fault));
        }
        List<SimulationResult.FaultReport> faults = scenario.faults().stream()
                .map(fault -> report(fault, record, reports)).toList();
        List<String> unmet = scenario.faults().stream()
                .flatMap(fault -> unmet(fault, record, faults).stream()).toList();
        return new SimulationResult(scenario.seed(), scenario.duration().toNanos() / 1e9,
                topology.routes().size(), rounds(), falsePages, faults, reports, unmet,
                new SimulationResult.Account(start, learning, record.proberTroubles(),
                        record.events()));
    }

    private SimulationResult.IncidentReport report(Incident incident, Optional<Fault> fault) {
        return new SimulationResult.IncidentReport(incident.id(), incident.diagnosis().culprit(),
                incident.diagnosis().confidence(),
                seconds(incident.diagnosis().onset().estimate()), seconds(incident.openedAt()),
                incident.pagedAt().map(this::seconds), incident.resolvedAt().map(this::seconds),
                incident.severity(), fault.map(Fault::id));
    }

    private SimulationResult.FaultReport report(Fault fault, IncidentRecord record,
            List<SimulationResult.IncidentReport> reports) {
        List<SimulationResult.IncidentReport> own = reports.stream()
                .filter(report -> report.fault().equals(Optional.of(fault.id()))).toList();
        Optional<Incident> first = own.stream().findFirst()
                .flatMap(report -> incident(record, report.id()));
        return new SimulationResult.FaultReport(fault.id(), fault.at().toNanos() / 1e9,
                fault.end().toNanos() / 1e9,
                own.stream().anyMatch(report -> report.pagedAt().isPresent()), own.size(),
                own.stream().findFirst(),
                first.map(incident -> truth.isRight(fault, incident.diagnosis())).orElse(false),
                first.map(incident -> truth.rank(fault, incident.diagnosis())).orElse(0));
    }

    private List<String> unmet(Fault fault, IncidentRecord record,
            List<SimulationResult.FaultReport> reports) {
        Expectation expected = scenario.script().expectations().get(fault.id());
        if (expected == null) {
            return List.of();
        }
        SimulationResult.FaultReport report = reports.stream()
                .filter(it -> it.id().equals(fault.id())).findFirst().orElseThrow();
        Optional<Incident> incident = report.incident()
                .flatMap(it -> incident(record, it.id()));
        List<String> unmet = new ArrayList<>(Unmet.of(expected, report, expected.culprit()
                .map(culprit -> incident
                        .map(found -> truth.isRight(culprit, found.diagnosis()))
                        .orElse(false))
                .orElse(true)));
        expected.signal().ifPresent(signal -> {
            Set<String> told = incident.map(found -> told(record, found.id())).orElse(Set.of());
            if (!told.contains(signal)) {
                unmet.add(report.id() + ": expected the signal " + signal + ", got "
                        + (told.isEmpty() ? "no incident" : String.join(", then ", told)));
            }
        });
        return unmet;
    }

    /// The signals an incident was told with, in that order: one fault can harm in several ways,
    /// and another of them may come to speak louder of the same culprit.
    private static Set<String> told(IncidentRecord record, String id) {
        Set<String> labels = new LinkedHashSet<>();
        for (IncidentEvent event : record.events()) {
            if (event.incidentId().equals(id)) {
                diagnosis(event).ifPresent(it -> labels.add(it.signal().label()));
            }
        }
        return labels;
    }

    private static Optional<Diagnosis> diagnosis(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Opened opened -> Optional.of(opened.diagnosis());
            case IncidentEvent.Revised revised -> Optional.of(revised.diagnosis());
            case IncidentEvent.Reopened reopened -> Optional.of(reopened.diagnosis());
            default -> Optional.empty();
        };
    }

    private static Optional<Incident> incident(IncidentRecord record, String id) {
        return record.incidents().stream().filter(incident -> incident.id().equals(id))
                .findFirst();
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

package dev.picket.simulation.virtual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.model.finding.Culprit;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Severity;
import dev.picket.platform.json.IncidentJson;
import dev.picket.platform.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a simulation showed, held against what was injected. Times are seconds from the start.
///
/// @param rounds rounds of the most frequent probe kind on one path
/// @param falsePages pages that belong to no injected fault of the network
/// @param unmet what the scenario's writer expected and did not happen, one sentence each
/// @param account what else there is to tell
public record SimulationResult(long seed, double durationSeconds, int paths, long rounds,
        int falsePages, List<FaultReport> faults, List<IncidentReport> incidents,
        List<String> unmet, Account account) {

    public SimulationResult {
        faults = List.copyOf(faults);
        incidents = List.copyOf(incidents);
        unmet = List.copyOf(unmet);
    }

    /// What happened on the way.
    ///
    /// @param start the wall time of the scenario's start
    /// @param learning simulated before it
    /// @param proberTroubles troubles of probers that were told of, none of which may page
    /// @param events every incident event, in order
    public record Account(Instant start, Duration learning, int proberTroubles,
            List<IncidentEvent> events) {

        public Account {
            events = List.copyOf(events);
        }
    }

    /// All the time simulated, learning included.
    public Duration simulated() {
        return account.learning().plusNanos(Math.round(durationSeconds * 1e9));
    }

    public List<IncidentEvent> events() {
        return account.events();
    }

    /// An injected fault and what became of it.
    ///
    /// @param end when the fault ended
    /// @param pages whether anybody was paged for it
    /// @param incident the incident it led to, the first where there are several
    /// @param rank of the true component among the incident's rivals, from 1; 0 where it is none
    public record FaultReport(String id, double onset, double end, boolean pages, int incidentCount,
            Optional<IncidentReport> incident, boolean culpritCorrect, int rank) {}

    /// An incident as it stood at the end.
    ///
    /// @param fault the injected fault it belongs to
    public record IncidentReport(String id, Culprit culprit, double confidence, double onset,
            double openedAt, Optional<Double> pagedAt, Optional<Double> resolvedAt,
            Severity severity, Optional<String> fault) {}

    /// The result as the one JSON document of `simulate --json`.
    public ObjectNode json() {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("seed", seed);
        node.set("duration", seconds(durationSeconds));
        node.put("paths", paths).put("rounds", rounds).put("falsePages", falsePages);
        ArrayNode faultNodes = node.putArray("faults");
        faults.forEach(fault -> faultNodes.add(json(fault)));
        ArrayNode incidentNodes = node.putArray("incidents");
        incidents.forEach(incident -> incidentNodes.add(json(incident)));
        node.put("proberTroubles", account.proberTroubles());
        ArrayNode unmetNodes = node.putArray("unmet");
        unmet.forEach(unmetNodes::add);
        return node;
    }

    private static ObjectNode json(FaultReport fault) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("id", fault.id());
        node.set("onset", seconds(fault.onset()));
        node.put("pages", fault.pages());
        Optional<IncidentReport> incident = fault.incident();
        node.set("openedAt", seconds(incident.map(IncidentReport::openedAt)));
        node.set("detectionDelay", seconds(incident.map(it -> it.openedAt() - fault.onset())));
        node.set("culprit", incident.<JsonNode>map(it -> IncidentJson.culprit(it.culprit()))
                .orElseGet(() -> Json.mapper().nullNode()));
        node.put("culpritCorrect", fault.culpritCorrect());
        node.put("rank", fault.rank());
        node.set("onsetError", seconds(incident.map(it -> it.onset() - fault.onset())));
        node.set("resolvedAt", seconds(incident.flatMap(IncidentReport::resolvedAt)));
        node.put("incident", incident.map(IncidentReport::id).orElse(null));
        node.set("pagedAt", seconds(incident.flatMap(IncidentReport::pagedAt)));
        return node;
    }

    private static ObjectNode json(IncidentReport incident) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("id", incident.id());
        node.set("culprit", IncidentJson.culprit(incident.culprit()));
        node.put("confidence", incident.confidence());
        node.set("onset", seconds(incident.onset()));
        node.set("openedAt", seconds(incident.openedAt()));
        node.set("resolvedAt", seconds(incident.resolvedAt()));
        node.put("severity", incident.severity().label());
        node.put("fault", incident.fault().orElse(null));
        node.set("pagedAt", seconds(incident.pagedAt()));
        return node;
    }

    private static JsonNode seconds(Optional<Double> value) {
        return value.map(SimulationResult::seconds).orElseGet(() -> Json.mapper().nullNode());
    }

    /// A whole number where it is one.
    private static JsonNode seconds(double value) {
        double rounded = Math.round(value * 1000) / 1000.0;
        return rounded == Math.rint(rounded)
                ? Json.mapper().getNodeFactory().numberNode((long) rounded)
                : Json.mapper().getNodeFactory().numberNode(rounded);
    }
}

package dev.picket.dashboards.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.dashboards.board.BoardView;
import dev.picket.dashboards.board.IncidentRecord;
import dev.picket.dashboards.board.SliReport;
import dev.picket.dashboards.page.IncidentWords;
import dev.picket.model.failure.FailureText;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.platform.json.IncidentJson;
import dev.picket.platform.json.Json;
import java.time.Instant;
import java.util.List;

/// The documents of the HTTP API.
final class ApiJson {

    private ApiJson() {}

    /// All incidents, newest first. It names no person.
    static String incidents(BoardView view) {
        ObjectNode root = stamped(view);
        ArrayNode incidents = root.putArray("incidents");
        for (IncidentRecord record : view.incidents()) {
            ObjectNode incident = of(record.incident());
            incident.remove("acknowledgedBy");
            incidents.add(incident);
        }
        return root.toString();
    }

    /// One incident with all its events.
    static String incident(IncidentRecord record) {
        ObjectNode root = of(record.incident());
        ArrayNode events = root.putArray("events");
        for (IncidentEvent event : record.events()) {
            events.add(Json.mapper().<ObjectNode>valueToTree(event));
        }
        return root.toString();
    }

    /// Things to look at by day, newest first.
    static String tickets(BoardView view) {
        ObjectNode root = stamped(view);
        ArrayNode tickets = root.putArray("tickets");
        for (IncidentEvent.Ticketed ticket : view.tickets()) {
            tickets.addObject().put("id", ticket.incidentId()).put("at", ticket.at().toString())
                    .put("kind", ticket.kind().name()).put("subject", ticket.subject())
                    .put("seen", ticket.text()).put("next", ticket.kind().nextStep())
                    .put("text", FailureText.noticed(ticket.subject(), ticket.text(),
                            ticket.kind().nextStep()));
        }
        return root.toString();
    }

    /// The ids of some incidents.
    static String ids(List<IncidentRecord> records) {
        ObjectNode root = Json.mapper().createObjectNode();
        ArrayNode ids = root.putArray("incidents");
        records.forEach(record -> ids.add(record.incident().id()));
        return root.toString();
    }

    private static ObjectNode of(Incident incident) {
        ObjectNode node = IncidentJson.of(incident);
        node.put("title", IncidentWords.title(incident));
        return node;
    }

    private static ObjectNode stamped(BoardView view) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("drawnAt", view.now().toString());
        view.lastResultAt().ifPresent(at -> root.put("newestResultAt", at.toString()));
        root.put("stale", view.stale());
        return root;
    }

    /// Open incidents in the shape of a Statuspage's `unresolved.json`, which flyctl reads.
    static String unresolved(BoardView view) {
        ObjectNode root = Json.mapper().createObjectNode();
        ObjectNode page = root.putObject("page");
        page.put("id", "picket").put("name", "Picket").put("time_zone", "Etc/UTC")
                .put("updated_at", view.now().toString());
        ArrayNode incidents = root.putArray("incidents");
        for (IncidentRecord record : view.open()) {
            incidents.add(unresolved(record));
        }
        return root.toString();
    }

    private static ObjectNode unresolved(IncidentRecord record) {
        Incident incident = record.incident();
        Instant updatedAt = record.events().getLast().at();
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("id", incident.id()).put("name", IncidentWords.title(incident))
                .put("status", switch (incident.status()) {
                    case OPEN -> "identified";
                    case MITIGATED, RECOVERING -> "monitoring";
                    case RESOLVED -> "resolved";
                }).put("impact", incident.severity().label())
                .put("created_at", incident.openedAt().toString())
                .put("started_at", incident.diagnosis().onset().estimate().toString())
                .put("updated_at", updatedAt.toString()).putNull("resolved_at");
        ArrayNode components = node.putArray("components");
        for (String region : incident.diagnosis().regions()) {
            components.addObject().put("id", region).put("name", region);
        }
        return node;
    }

    /// Machine-create success with numerator, denominator, exclusions, interval, target and age.
    static String machineCreate(BoardView view) {
        ObjectNode root = stamped(view);
        root.set("all", report(view.machineCreateAll()));
        ArrayNode regions = root.putArray("regions");
        view.machineCreate().forEach(report -> regions.add(report(report)));
        return root.toString();
    }

    private static ObjectNode report(SliReport report) {
        ObjectNode node = Json.mapper().createObjectNode();
        report.region().ifPresent(region -> node.put("region", region));
        node.put("windowSeconds", report.window().toSeconds());
        node.put("objective", report.objective());
        node.set("userVisible", rate(report.userVisible()));
        node.set("orchestration", rate(report.orchestration()));
        ObjectNode failures = node.putObject("failures");
        report.failures().forEach((code, count) -> failures.put(code.name(), count));
        ObjectNode exclusions = node.putObject("exclusions");
        report.exclusions().forEach(exclusions::put);
        report.lastAttemptAt().ifPresent(at -> node.put("lastAttemptAt", at.toString()));
        node.put("noData", report.noData());
        return node;
    }

    private static ObjectNode rate(SliReport.Rate rate) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("succeeded", rate.successes()).put("attempts", rate.attempts());
        rate.ratio().ifPresent(ratio -> node.put("ratio", ratio)
                .put("intervalLow", rate.interval().low())
                .put("intervalHigh", rate.interval().high()));
        return node;
    }
}

package dev.picket.alerting.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.alerting.book.Page;
import dev.picket.alerting.page.PageText;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.PageAction;
import dev.picket.model.incident.Severity;
import dev.picket.platform.json.Json;
import dev.picket.platform.yaml.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// PagerDuty's Events API v2 (`POST /v2/enqueue`). An update is a trigger under the same
/// `dedup_key`; `timestamp` is the estimated onset, not the time of sending.
public final class PagerDutySink implements Sink {
    private final URI url;
    private final Secret routingKey;
    private final Optional<URI> screens;

    /// `screens` is the address the incident pages are served under.
    public PagerDutySink(URI url, Secret routingKey, Optional<URI> screens) {
        this.url = url;
        this.routingKey = routingKey;
        this.screens = screens;
    }

    @Override
    public String name() {
        return "pagerduty";
    }

    @Override
    public SinkRequest request(String messageId, Page page, Instant now) {
        return new SinkRequest(url, Map.of("Content-Type", "application/json"),
                body(page).toString());
    }

    private ObjectNode body(Page page) {
        Incident incident = page.incident();
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("routing_key", routingKey.reveal());
        body.put("event_action", page.action() == PageAction.RESOLVE ? "resolve" : "trigger");
        body.put("dedup_key", page.dedupKey());
        body.set("payload", payload(incident));
        screens.ifPresent(base -> body.putArray("links").addObject()
                .put("href", IncidentLink.of(base, incident.id()).toString())
                .put("text", "Incident " + incident.id()));
        body.put("client", "Picket");
        screens.ifPresent(base -> body.put("client_url", base.toString()));
        return body;
    }

    private static ObjectNode payload(Incident incident) {
        Diagnosis diagnosis = incident.diagnosis();
        ObjectNode payload = Json.mapper().createObjectNode();
        payload.put("summary", PageText.summary(incident));
        payload.put("source", PageText.source(diagnosis));
        payload.put("severity", severity(incident.severity()));
        payload.put("timestamp", diagnosis.onset().estimate().toString());
        payload.put("component", diagnosis.kind().label());
        payload.put("group", PageText.group(diagnosis));
        payload.put("class", diagnosis.signal().label());
        ObjectNode details = PageFacts.words(incident);
        details.set("incident", PageFacts.incident(incident));
        payload.set("custom_details", details);
        return payload;
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "critical";
            case MAJOR -> "error";
            case MINOR -> "warning";
        };
    }
}

package dev.picket.alerting.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.alerting.page.PageText;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.incident.Incident;
import dev.picket.platform.json.IncidentJson;
import dev.picket.platform.json.Json;
import java.util.List;

/// The facts of a page as JSON, cut so that they fit every receiver.
final class PageFacts {
    /// Keeps a body below the 20 kB that Standard Webhooks advise.
    private static final int LIST_MAX = 20;

    private PageFacts() {}

    /// The incident in its public shape, with lists cut to [#LIST_MAX].
    static ObjectNode incident(Incident incident) {
        return IncidentJson.of(new Incident(incident.id(), incident.status(),
                incident.severity(), incident.origin(), cut(incident.diagnosis()),
                incident.openedAt(), incident.pagedAt(), incident.resolvedAt(), incident.blip(),
                incident.reopenings(), incident.acknowledgedBy()));
    }

    /// The facts a person on call needs first, as words.
    static ObjectNode words(Incident incident) {
        Diagnosis diagnosis = incident.diagnosis();
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("onset", PageText.onset(diagnosis.onset()));
        node.put("culprit", PageText.culprit(diagnosis));
        node.put("scope", PageText.scope(diagnosis));
        node.put("still_works", PageText.stillWorks(diagnosis));
        node.put("rivals", String.join("; ", PageText.rivals(diagnosis)));
        node.put("text", PageText.full(incident));
        return node;
    }

    private static Diagnosis cut(Diagnosis diagnosis) {
        return new Diagnosis(diagnosis.culprit(), diagnosis.kind(), diagnosis.signal(),
                diagnosis.confidence(), cut(diagnosis.rivals()), diagnosis.onset(),
                diagnosis.contrast(), diagnosis.harm(), cut(diagnosis.affected()),
                diagnosis.regions(), cut(diagnosis.stillWorks()), diagnosis.logEvidence(),
                diagnosis.logThreshold());
    }

    private static <T> List<T> cut(List<T> list) {
        return list.subList(0, Math.min(LIST_MAX, list.size()));
    }
}

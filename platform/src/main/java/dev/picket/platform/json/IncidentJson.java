package dev.picket.platform.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.model.finding.Contrast;
import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.PathEvidence;
import dev.picket.model.finding.Rival;
import dev.picket.model.incident.Incident;
import dev.picket.model.topology.Component;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Side;
import java.util.List;

/// The public JSON shape of an incident, the same wherever incidents are shown to programs. A
/// culprit is written with the keys of a scenario's `on:`.
public final class IncidentJson {
    private IncidentJson() {}

    /// `incident` with times as ISO-8601 text.
    public static ObjectNode of(Incident incident) {
        Diagnosis diagnosis = incident.diagnosis();
        ObjectNode node = object();
        node.put("id", incident.id());
        node.put("status", incident.status().label());
        node.put("severity", incident.severity().label());
        node.put("origin", incident.origin().name().toLowerCase(java.util.Locale.ROOT));
        node.put("openedAt", incident.openedAt().toString());
        incident.pagedAt().ifPresent(at -> node.put("pagedAt", at.toString()));
        incident.resolvedAt().ifPresent(at -> node.put("resolvedAt", at.toString()));
        node.put("blip", incident.blip());
        node.put("reopenings", incident.reopenings());
        incident.acknowledgedBy().ifPresent(by -> node.put("acknowledgedBy", by));
        node.setAll(diagnosis(diagnosis));
        return node;
    }

    /// The members of an incident that come from its diagnosis.
    public static ObjectNode diagnosis(Diagnosis diagnosis) {
        ObjectNode node = object();
        node.set("culprit", culprit(diagnosis.culprit()));
        node.put("culpritLabel", diagnosis.culprit().label());
        node.put("confidence", diagnosis.confidence());
        node.put("kind", diagnosis.kind().label());
        node.put("signal", diagnosis.signal().label());
        node.put("direction", diagnosis.signal().direction());
        node.putObject("onset").put("estimate", diagnosis.onset().estimate().toString())
                .put("earliest", diagnosis.onset().earliest().toString())
                .put("latest", diagnosis.onset().latest().toString());
        node.putObject("harm").put("badPaths", diagnosis.harm().badPaths())
                .put("paths", diagnosis.harm().paths())
                .put("badRatio", diagnosis.harm().badRatio());
        node.set("contrast", contrast(diagnosis.contrast()));
        node.set("regions", Json.mapper().valueToTree(diagnosis.regions()));
        node.set("rivals", rivals(diagnosis.rivals()));
        node.set("affected", affected(diagnosis.affected()));
        node.set("stillWorks", Json.mapper()
                .valueToTree(diagnosis.stillWorks().stream().map(Path::key).toList()));
        node.put("logEvidence", diagnosis.logEvidence());
        node.put("logThreshold", diagnosis.logThreshold());
        return node;
    }

    /// `{"provider":"cogent","region":"sin"}`, with `"side":"into"` or `"side":"outOf"` where only
    /// the paths that end at targets in the region, or begin at vantages in it, are blamed; rivals
    /// no probe separates as `{"oneOf":[…]}`; an unnamed group as `{"group":"…"}`.
    public static ObjectNode culprit(Culprit culprit) {
        return switch (culprit) {
            case Culprit.Named named -> Json.mapper().valueToTree(named.component().on());
            case Culprit.OneSide(Component.ProviderAtRegion whole, Side side) ->
                Json.mapper().<ObjectNode>valueToTree(whole.on()).put("side", side.label());
            case Culprit.OneOf oneOf -> {
                ObjectNode node = object();
                ArrayNode members = node.putArray("oneOf");
                oneOf.components()
                        .forEach(member -> members.add(Json.mapper()
                                .<ObjectNode>valueToTree(member.on())));
                yield node;
            }
            case Culprit.Unnamed unnamed -> object().put("group", unnamed.groupKey());
        };
    }

    private static ObjectNode contrast(Contrast contrast) {
        return object().put("badThrough", contrast.badThrough())
                .put("through", contrast.through()).put("badElsewhere", contrast.badElsewhere())
                .put("elsewhere", contrast.elsewhere());
    }

    private static ArrayNode rivals(List<Rival> rivals) {
        ArrayNode array = Json.mapper().createArrayNode();
        for (Rival rival : rivals) {
            ObjectNode node = array.addObject();
            node.set("component", Json.mapper().valueToTree(rival.component().on()));
            node.put("label", rival.component().label());
            node.put("posterior", rival.posterior());
            node.set("contrast", contrast(rival.contrast()));
        }
        return array;
    }

    private static ArrayNode affected(List<PathEvidence> affected) {
        ArrayNode array = Json.mapper().createArrayNode();
        for (PathEvidence path : affected) {
            array.addObject().put("path", path.path().key())
                    .put("signal", path.signal().label())
                    .put("direction", path.signal().direction()).put("trials", path.trials())
                    .put("bad", path.bad()).put("logEvidence", path.logEvidence());
        }
        return array;
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}

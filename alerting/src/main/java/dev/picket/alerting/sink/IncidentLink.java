package dev.picket.alerting.sink;

import java.net.URI;

/// The address of an incident's own page.
final class IncidentLink {
    private IncidentLink() {}

    static URI of(URI screens, String incidentId) {
        String base = screens.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "incidents/" + incidentId);
    }
}

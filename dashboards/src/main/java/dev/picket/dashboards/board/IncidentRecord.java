package dev.picket.dashboards.board;

import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import java.util.List;

/// An incident as it stands, its events oldest first, and the matrices frozen when it opened (none
/// where nothing had been measured yet, as after a restart).
public record IncidentRecord(Incident incident, List<IncidentEvent> events,
        List<Matrix> atOpening) {

    public IncidentRecord {
        events = List.copyOf(events);
        atOpening = List.copyOf(atOpening);
    }
}

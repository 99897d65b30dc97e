package dev.picket.dashboards.page;

import dev.picket.dashboards.board.IncidentRecord;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.Severity;
import java.time.Duration;
import java.time.Instant;

/// Incidents in the words of the public page.
final class IncidentCards {

    private IncidentCards() {}

    static StatusModel.Card card(IncidentRecord record, Instant now) {
        Incident incident = record.incident();
        Diagnosis diagnosis = incident.diagnosis();
        Instant onset = diagnosis.onset().estimate();
        String until = incident.resolvedAt()
                .map(end -> Format.dayOf(end).equals(Format.dayOf(onset))
                        ? Format.time(end)
                        : Format.exactMoment(end))
                .orElse("now");
        return new StatusModel.Card(incident.id(), IncidentWords.title(incident),
                incident.severity().label(),
                incident.severity() == Severity.MINOR ? "worse" : "bad",
                incident.status().label(), incident.origin() == Origin.SIMULATED,
                new StatusModel.Stamp(Format.exactMoment(onset), Format.iso(onset),
                        Format.length(Duration.between(onset, now)) + " ago"),
                until, Format.length(IncidentWords.length(incident, now)),
                IncidentWords.harm(diagnosis),
                IncidentWords.culprit(diagnosis.culprit()) + ", confidence "
                        + Format.probability(diagnosis.confidence()),
                diagnosis.contrast().text(), IncidentWords.regions(diagnosis.regions()),
                IncidentWords.stillWorks(diagnosis), IncidentWords.impact(incident),
                Timeline.published(record.events()));
    }
}

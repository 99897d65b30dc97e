package dev.picket.simulation.scorecard;

import dev.picket.alerting.book.Decision;
import dev.picket.alerting.book.IncidentBook;
import dev.picket.alerting.book.Page;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How many incidents findings come to in the incident book that production runs, with a pager that
/// accepts at once.
final class IncidentCount {

    private final IncidentBook book = new IncidentBook(List.of("pager"), Origin.SIMULATED);
    private final Set<String> incidents = new TreeSet<>();
    private final Set<String> paged = new TreeSet<>();

    /// Takes the findings of a tick, decided at `now`.
    void take(List<Finding> findings, Instant now) {
        findings.forEach(finding -> take(book.apply(finding, now), now));
        take(book.tick(now), now);
    }

    private void take(Decision decision, Instant now) {
        for (IncidentEvent event : decision.events()) {
            if (event instanceof IncidentEvent.Opened opened) {
                incidents.add(opened.incidentId());
            } else if (event instanceof IncidentEvent.Merged merged) {
                incidents.remove(merged.incidentId());
                paged.remove(merged.incidentId());
            }
        }
        for (Page page : decision.pages()) {
            paged.add(page.incident().id());
            book.fold(new IncidentEvent.PageAttempted(page.incident().id(), now, page.sink(),
                    page.dedupKey(), page.action(), true, Optional.empty()));
        }
    }

    /// Incidents opened and not merged into others.
    int incidents() {
        return incidents.size();
    }

    /// Those of them that somebody was paged for.
    int paged() {
        return paged.size();
    }
}

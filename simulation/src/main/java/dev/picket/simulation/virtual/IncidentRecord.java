package dev.picket.simulation.virtual;

import dev.picket.alerting.book.Decision;
import dev.picket.alerting.book.IncidentBook;
import dev.picket.alerting.book.Page;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The incident book with a sink that accepts every page [#ACCEPTED_AFTER] it was asked for, and a
/// record of all events.
final class IncidentRecord {

    private static final String SINK = "simulated";
    /// Half a second until the detector's thread looks at a closed tick, half for the pager.
    private static final Duration ACCEPTED_AFTER = Duration.ofSeconds(1);

    private final IncidentBook book = new IncidentBook(List.of(SINK), Origin.SIMULATED);
    private final List<IncidentEvent> events = new ArrayList<>();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();

    void found(Finding finding, Instant now) {
        take(book.apply(finding, now), now);
    }

    void tick(Instant now) {
        take(book.tick(now), now);
    }

    private void take(Decision decision, Instant now) {
        decision.events().forEach(this::add);
        for (Page page : decision.pages()) {
            IncidentEvent accepted = new IncidentEvent.PageAttempted(page.incident().id(),
                    now.plus(ACCEPTED_AFTER), page.sink(), page.dedupKey(), page.action(),
                    true, Optional.empty());
            book.fold(accepted);
            add(accepted);
        }
    }

    private void add(IncidentEvent event) {
        events.add(event);
        switch (event) {
            case IncidentEvent.Opened opened ->
                incidents.put(opened.incidentId(), Incident.opened(opened));
            case IncidentEvent.ProberTroubled _,IncidentEvent.ProberRecovered _ -> {
            }
            case IncidentEvent.Ticketed _,IncidentEvent.Acted _ -> {
            }
            case IncidentEvent other -> incidents.computeIfPresent(other.incidentId(),
                    (_, incident) -> incident.after(other));
        }
    }

    List<IncidentEvent> events() {
        return events;
    }

    /// The incidents as they stand, in the order of their opening.
    List<Incident> incidents() {
        return List.copyOf(incidents.values());
    }

    int proberTroubles() {
        return (int) events.stream().filter(IncidentEvent.ProberTroubled.class::isInstance)
                .count();
    }
}

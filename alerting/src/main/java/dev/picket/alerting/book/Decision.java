package dev.picket.alerting.book;

import dev.picket.model.incident.IncidentEvent;
import java.util.List;

/// What follows from one input: events for the log and pages for the outbox, to be stored together.
public record Decision(List<IncidentEvent> events, List<Page> pages) {
    public static final Decision NOTHING = new Decision(List.of(), List.of());

    public Decision {
        events = List.copyOf(events);
        pages = List.copyOf(pages);
    }

    public boolean isNothing() {
        return events.isEmpty() && pages.isEmpty();
    }
}

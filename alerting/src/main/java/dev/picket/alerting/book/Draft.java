package dev.picket.alerting.book;

import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.PageAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One decision in the making; each event is folded as it is emitted.
final class Draft {
    final Instant now;
    private final Consumer<IncidentEvent> fold;
    private final List<IncidentEvent> events = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();

    Draft(Instant now, Consumer<IncidentEvent> fold) {
        this.now = now;
        this.fold = fold;
    }

    void emit(IncidentEvent event) {
        events.add(event);
        fold.accept(event);
    }

    void page(String sink, PageAction action, Incident incident) {
        pages.add(new Page(sink, incident.dedupKey(), action, now, incident));
    }

    Decision decision() {
        return events.isEmpty() && pages.isEmpty()
                ? Decision.NOTHING
                : new Decision(events, pages);
    }
}

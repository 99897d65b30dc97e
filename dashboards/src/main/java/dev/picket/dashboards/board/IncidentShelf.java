package dev.picket.dashboards.board;

import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The incidents as folds of their events, bounded. Not thread-safe; the board guards it.
final class IncidentShelf {

    /// Incidents kept; the resolved one opened first goes first.
    static final int INCIDENTS_MAX = 2_000;
    /// Events kept of one incident; the second one (after its opening) goes first.
    static final int EVENTS_MAX = 500;
    /// Tickets kept: a month of three a day.
    static final int TICKETS_MAX = 100;

    private static final Comparator<IncidentRecord> NEWEST_FIRST = Comparator
            .comparing((IncidentRecord record) -> record.incident().openedAt())
            .thenComparing(record -> record.incident().id()).reversed();

    private final Map<String, IncidentRecord> records = new LinkedHashMap<>();
    private final Map<String, IncidentEvent.ProberTroubled> troubles = new TreeMap<>();
    private final Deque<IncidentEvent.Ticketed> tickets = new ArrayDeque<>();
    private long version;

    void accept(IncidentEvent event, List<Matrix> matrices) {
        version++;
        switch (event) {
            case IncidentEvent.Opened opened -> open(opened, matrices);
            case IncidentEvent.ProberTroubled troubled ->
                troubles.put(troubled.incidentId(), troubled);
            case IncidentEvent.ProberRecovered recovered ->
                troubles.remove(recovered.incidentId());
            case IncidentEvent.PageEnqueued _,IncidentEvent.PageAttempted _ ->
                append(event);
            case IncidentEvent.Revised _,IncidentEvent.Recovering _,IncidentEvent.Resolved _ ->
                append(event);
            case IncidentEvent.Reopened _,IncidentEvent.Acknowledged _,IncidentEvent.Noted _ ->
                append(event);
            case IncidentEvent.Operated _,IncidentEvent.ScopeChanged _ -> append(event);
            case IncidentEvent.Flapping _,IncidentEvent.Merged _ -> append(event);
            case IncidentEvent.Accepted _ -> append(event);
            case IncidentEvent.Acted _ -> {
                // It stands on the sheet of each incident it may have to do with.
            }
            case IncidentEvent.Ticketed ticket -> {
                tickets.addFirst(ticket);
                if (tickets.size() > TICKETS_MAX) {
                    tickets.removeLast();
                }
            }
        }
    }

    private void open(IncidentEvent.Opened opened, List<Matrix> matrices) {
        if (records.containsKey(opened.incidentId())) {
            return;
        }
        records.put(opened.incidentId(),
                new IncidentRecord(Incident.opened(opened), List.of(opened), matrices));
        if (records.size() > INCIDENTS_MAX) {
            records.values().stream().filter(record -> !record.incident().isOpen())
                    .min(NEWEST_FIRST.reversed())
                    .ifPresent(oldest -> records.remove(oldest.incident().id()));
        }
    }

    /// An event whose incident has left the shelf is of no screen's interest.
    private void append(IncidentEvent event) {
        IncidentRecord record = records.get(event.incidentId());
        if (record == null) {
            return;
        }
        List<IncidentEvent> events = new ArrayList<>(record.events());
        events.add(event);
        if (events.size() > EVENTS_MAX) {
            events.remove(1);
        }
        records.put(event.incidentId(), new IncidentRecord(record.incident().after(event), events,
                record.atOpening()));
    }

    /// Grows with every event.
    long version() {
        return version;
    }

    Optional<IncidentRecord> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    List<IncidentRecord> newestFirst() {
        return records.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /// Newest first.
    List<IncidentEvent.Ticketed> tickets() {
        return List.copyOf(tickets);
    }

    List<IncidentEvent.ProberTroubled> troubles() {
        return List.copyOf(troubles.values());
    }
}

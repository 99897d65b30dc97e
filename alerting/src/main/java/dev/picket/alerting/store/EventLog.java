package dev.picket.alerting.store;

import dev.picket.model.incident.IncidentEvent;
import dev.picket.platform.json.Json;
import dev.picket.platform.storage.Database;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// The incident event log on disk: events in the order they were appended, never changed.
public final class EventLog {
    private final Database database;

    public EventLog(Database database) {
        this.database = database;
    }

    /// Appends `events` in the transaction of `handle`.
    public void append(Handle handle, List<IncidentEvent> events) {
        for (IncidentEvent event : events) {
            handle.createUpdate("""
                    INSERT INTO incident_event (seq, incident_id, at_nanos, body)
                    SELECT COALESCE(MAX(seq), 0) + 1, :incident, :at, :body FROM incident_event
                    """).bind("incident", event.incidentId())
                    .bind("at", EpochNanos.of(event.at())).bind("body", Json.write(event))
                    .execute();
        }
    }

    /// Hands every event to `consumer`, oldest first.
    public void replay(Consumer<IncidentEvent> consumer) {
        database.jdbi().useHandle(handle -> handle
                .createQuery("SELECT body FROM incident_event ORDER BY seq").mapTo(String.class)
                .useIterator(bodies -> bodies.forEachRemaining(
                        body -> consumer.accept(Json.read(body, IncidentEvent.class)))));
    }

    /// The events of one incident, oldest first.
    public List<IncidentEvent> of(String incidentId) {
        return database.jdbi().withHandle(handle -> handle
                .createQuery("SELECT body FROM incident_event WHERE incident_id = :incident"
                        + " ORDER BY seq")
                .bind("incident", incidentId).mapTo(String.class)
                .map(body -> Json.read(body, IncidentEvent.class)).list());
    }

    public boolean isEmpty() {
        return database.jdbi().withHandle(handle -> handle
                .createQuery("SELECT seq FROM incident_event LIMIT 1").mapTo(Long.class)
                .findOne().isEmpty());
    }
}

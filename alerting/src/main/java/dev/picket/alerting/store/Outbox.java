package dev.picket.alerting.store;

import dev.picket.alerting.book.Page;
import dev.picket.model.failure.FailureCode;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.PageAction;
import dev.picket.platform.json.Json;
import dev.picket.platform.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The pages on their way, on disk. A page is written with its events, before any attempt, so a
/// process that dies loses none; one whose attempt it died in is sent again under the same key.
/// Pages of one incident leave for one sink in the order they were written.
public final class Outbox {
    private final Database database;

    public Outbox(Database database) {
        this.database = database;
    }

    /// Writes `page` in the transaction of `handle`. An update still waiting for the same sink and
    /// incident is abandoned: only the newest state is of use.
    public void enqueue(Handle handle, Page page) {
        handle.createUpdate("""
                UPDATE outbox SET state = 'abandoned'
                WHERE incident_id = :incident AND sink = :sink AND state = 'pending'
                    AND action = 'update'
                """).bind("incident", page.incident().id()).bind("sink", page.sink()).execute();
        handle.createUpdate("""
                INSERT INTO outbox (id, incident_id, sink, dedup_key, action, incident,
                    enqueued_at_nanos, state, attempts, next_attempt_at_nanos, last_failure)
                SELECT COALESCE(MAX(id), 0) + 1, :incident, :sink, :key, :action, :body, :at,
                    'pending', 0, :at, '' FROM outbox
                """).bind("incident", page.incident().id()).bind("sink", page.sink())
                .bind("key", page.dedupKey()).bind("action", page.action().label())
                .bind("body", Json.write(page.incident()))
                .bind("at", EpochNanos.of(page.enqueuedAt())).execute();
    }

    /// The page for `sink` that is due first, among the oldest pending one of each incident.
    public Optional<OutboxRow> next(String sink) {
        return database.jdbi().withHandle(handle -> handle.createQuery("""
                SELECT * FROM outbox o WHERE o.sink = :sink AND o.state = 'pending'
                    AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.sink = o.sink
                        AND e.state = 'pending' AND e.incident_id = o.incident_id AND e.id < o.id)
                ORDER BY o.next_attempt_at_nanos, o.id LIMIT 1
                """).bind("sink", sink).map((row, _) -> row(row)).findOne());
    }

    /// The row leaves the queue; where its trigger was refused, so do its later pages.
    public void finish(Handle handle, OutboxRow row, OutboxState state,
            Optional<FailureCode> failure) {
        handle.createUpdate("""
                UPDATE outbox SET state = :state, attempts = :attempts, last_failure = :failure
                WHERE id = :id AND state = 'pending'
                """).bind("state", state.label()).bind("attempts", row.attempts() + 1)
                .bind("failure", failure.map(Enum::name).orElse("")).bind("id", row.id())
                .execute();
        if (state != OutboxState.ACCEPTED && row.page().action() == PageAction.TRIGGER) {
            handle.createUpdate("""
                    UPDATE outbox SET state = 'abandoned'
                    WHERE sink = :sink AND dedup_key = :key AND state = 'pending'
                    """).bind("sink", row.page().sink()).bind("key", row.page().dedupKey())
                    .execute();
        }
    }

    /// The row stays, to be tried again at `at`.
    public void postpone(Handle handle, OutboxRow row, Instant at, FailureCode failure) {
        handle.createUpdate("""
                UPDATE outbox SET attempts = :attempts, next_attempt_at_nanos = :at,
                    last_failure = :failure
                WHERE id = :id AND state = 'pending'
                """).bind("attempts", row.attempts() + 1).bind("at", EpochNanos.of(at))
                .bind("failure", failure.name()).bind("id", row.id()).execute();
    }

    /// How many pages stand in each state, by its label.
    public Map<String, Long> countByState() {
        Map<String, Long> counts = new TreeMap<>();
        database.jdbi().useHandle(handle -> handle
                .createQuery("SELECT state, COUNT(*) AS n FROM outbox GROUP BY state")
                .map((row, _) -> Map.entry(row.getString("state"), row.getLong("n")))
                .forEach(count -> counts.put(count.getKey(), count.getValue())));
        return counts;
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        PageAction action = PageAction
                .valueOf(row.getString("action").toUpperCase(Locale.ROOT));
        Page page = new Page(row.getString("sink"), row.getString("dedup_key"), action,
                EpochNanos.instant(row.getLong("enqueued_at_nanos")),
                Json.read(row.getString("incident"), Incident.class));
        return new OutboxRow(row.getLong("id"), page, row.getInt("attempts"),
                EpochNanos.instant(row.getLong("next_attempt_at_nanos")));
    }
}

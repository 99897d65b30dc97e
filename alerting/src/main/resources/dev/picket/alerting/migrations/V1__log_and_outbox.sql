-- The append-only incident event log: rows are never changed or removed. Times are epoch nanos.
CREATE TABLE incident_event (
    seq         BIGINT PRIMARY KEY,
    incident_id TEXT   NOT NULL,
    at_nanos    BIGINT NOT NULL,
    body        TEXT   NOT NULL
);
CREATE INDEX incident_event_by_incident ON incident_event (incident_id, seq);

-- Pages on their way. A row is written in the transaction of the events it belongs to, and its
-- state moves once from `pending` to `accepted`, `refused` or `abandoned`.
CREATE TABLE outbox (
    id                    BIGINT PRIMARY KEY,
    incident_id           TEXT   NOT NULL,
    sink                  TEXT   NOT NULL,
    dedup_key             TEXT   NOT NULL,
    action                TEXT   NOT NULL,
    incident              TEXT   NOT NULL,
    enqueued_at_nanos     BIGINT NOT NULL,
    state                 TEXT   NOT NULL,
    attempts              BIGINT NOT NULL,
    next_attempt_at_nanos BIGINT NOT NULL,
    last_failure          TEXT   NOT NULL
);
CREATE INDEX outbox_pending ON outbox (sink, state, incident_id, id);

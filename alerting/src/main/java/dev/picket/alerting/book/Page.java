package dev.picket.alerting.book;

import dev.picket.model.incident.Incident;
import dev.picket.model.incident.PageAction;
import java.time.Instant;

/// One message to one sink: what it asks for, under which key, and the incident as it stood then.
public record Page(String sink, String dedupKey, PageAction action, Instant enqueuedAt,
        Incident incident) {}

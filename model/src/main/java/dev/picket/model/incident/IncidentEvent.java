package dev.picket.model.incident;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.finding.Diagnosis;
import java.time.Instant;
import java.util.Optional;

/// One entry of the append-only incident event log, the only source of pages, screens and JSON.
/// `at` is wall time.
public sealed interface IncidentEvent {

    String incidentId();

    Instant at();

    /// The incident began. Network incidents carry a diagnosis.
    record Opened(String incidentId, Instant at, Severity severity, Origin origin,
            Diagnosis diagnosis) implements IncidentEvent {}

    /// A page was asked for; it is in the outbox from this moment on.
    record PageEnqueued(String incidentId, Instant at, String sink, String dedupKey)
            implements
                IncidentEvent {}

    /// A sink was tried; `failure` tells why it did not accept, and `accepted` that it did.
    record PageAttempted(String incidentId, Instant at, String sink, String dedupKey,
            PageAction action, boolean accepted, Optional<FailureCode> failure)
            implements
                IncidentEvent {}

    /// Culprit, scope, harm or severity changed.
    record Revised(String incidentId, Instant at, Severity severity, Diagnosis diagnosis)
            implements
                IncidentEvent {}

    /// The fault is going away.
    record Recovering(String incidentId, Instant at) implements IncidentEvent {}

    /// The fault is gone, by the estimate since `endedAt`.
    record Resolved(String incidentId, Instant at, Instant endedAt, boolean blip)
            implements
                IncidentEvent {}

    /// The same culprit failed again while the incident was still warm; `reopening` counts from 1.
    record Reopened(String incidentId, Instant at, int reopening, Severity severity,
            Diagnosis diagnosis) implements IncidentEvent {}

    /// A person has taken the incident.
    record Acknowledged(String incidentId, Instant at, String by) implements IncidentEvent {}

    /// A person's words.
    record Noted(String incidentId, Instant at, String by, String text) implements IncidentEvent {}

    /// The prober of a vantage has trouble of its own; never a network incident, never pages as
    /// one.
    /// `incidentId` names the trouble, such as `PRB-3`.
    record ProberTroubled(String incidentId, Instant at, String vantage, LocalFault fault)
            implements
                IncidentEvent {}

    /// That trouble has ended.
    record ProberRecovered(String incidentId, Instant at, String vantage)
            implements
                IncidentEvent {}
}

package dev.picket.model.incident;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.failure.LocalFault;
import dev.picket.model.finding.Diagnosis;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

    /// An operator's act, recorded on every incident open at that time and on those that opened
    /// shortly after it. `mitigates` marks one that took the culprit out of use.
    record Operated(String incidentId, Instant at, String by, String text, boolean mitigates)
            implements
                IncidentEvent {}

    /// These vantages and far regions have shown that they are good again; others have not.
    record ScopeChanged(String incidentId, Instant at, List<String> good)
            implements
                IncidentEvent {
        public ScopeChanged {
            good = List.copyOf(good);
        }
    }

    /// It came back so often in so short a time that it stays open until it has long been quiet.
    record Flapping(String incidentId, Instant at, int reopenings) implements IncidentEvent {}

    /// Its culprit turned out to be that of another open incident, which goes on for both.
    record Merged(String incidentId, Instant at, String into) implements IncidentEvent {}

    /// A person said that this is how things are: what its paths show now is their baseline, and
    /// the incident is over. `findings` are the detector's, in the life of that process.
    record Accepted(String incidentId, Instant at, String by, List<Long> findings)
            implements
                IncidentEvent {
        public Accepted {
            findings = List.copyOf(findings);
        }
    }

    /// An operator's act, whatever was open. `incidentId` names the act, such as `ACT-4`.
    record Acted(String incidentId, Instant at, String by, String text) implements IncidentEvent {}

    /// Something to look at by day, never a page. `incidentId` names the ticket, such as `TKT-3`.
    ///
    /// @param kind missing in what was written before tickets had one
    record Ticketed(String incidentId, Instant at, TicketKind kind, String subject, String text)
            implements
                IncidentEvent {
        public Ticketed {
            kind = Objects.requireNonNullElse(kind, TicketKind.OTHER);
        }
    }

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

package dev.picket.model.incident;

import dev.picket.model.finding.Diagnosis;
import java.time.Instant;
import java.util.Optional;

/// One incident as it stands: the fold of its events. See [Incident#opened] and [Incident#after].
///
/// @param id such as `INC-12`; also the `dedup_key` of its first page
/// @param reopenings how often it was reopened; a reopening `n` pages under `id#n`
/// @param pagedAt when the first sink accepted a page
public record Incident(String id, IncidentStatus status, Severity severity, Origin origin,
        Diagnosis diagnosis, Instant openedAt, Optional<Instant> pagedAt,
        Optional<Instant> resolvedAt, boolean blip, int reopenings,
        Optional<String> acknowledgedBy) {

    public static Incident opened(IncidentEvent.Opened event) {
        return new Incident(event.incidentId(), IncidentStatus.OPEN, event.severity(),
                event.origin(), event.diagnosis(), event.at(), Optional.empty(), Optional.empty(),
                false, 0, Optional.empty());
    }

    /// The incident after `event`, which must be one of its own.
    public Incident after(IncidentEvent event) {
        if (!event.incidentId().equals(id)) {
            throw new IllegalArgumentException(
                    "event of " + event.incidentId() + " applied to " + id);
        }
        return switch (event) {
            case IncidentEvent.Opened _ ->
                throw new IllegalArgumentException(id + " was opened twice");
            case IncidentEvent.Revised revised ->
                with(status == IncidentStatus.RECOVERING ? IncidentStatus.OPEN : status,
                        revised.severity(), revised.diagnosis());
            case IncidentEvent.Operated act -> act.mitigates() && status == IncidentStatus.OPEN
                    ? with(IncidentStatus.MITIGATED, severity, diagnosis)
                    : this;
            case IncidentEvent.Merged merged -> new Incident(id, IncidentStatus.RESOLVED,
                    severity, origin, diagnosis, openedAt, pagedAt, Optional.of(merged.at()),
                    false, reopenings, acknowledgedBy);
            case IncidentEvent.Accepted accepted -> new Incident(id, IncidentStatus.RESOLVED,
                    severity, origin, diagnosis, openedAt, pagedAt, Optional.of(accepted.at()),
                    false, reopenings, acknowledgedBy);
            case IncidentEvent.ScopeChanged _,IncidentEvent.Flapping _ -> this;
            case IncidentEvent.Recovering _ ->
                with(IncidentStatus.RECOVERING, severity, diagnosis);
            case IncidentEvent.Resolved resolved -> new Incident(id, IncidentStatus.RESOLVED,
                    severity, origin, diagnosis, openedAt, pagedAt,
                    Optional.of(resolved.endedAt()), resolved.blip(), reopenings, acknowledgedBy);
            case IncidentEvent.Reopened reopened -> new Incident(id, IncidentStatus.OPEN,
                    reopened.severity(), origin, reopened.diagnosis(), openedAt, pagedAt,
                    Optional.empty(), false, reopened.reopening(), Optional.empty());
            case IncidentEvent.PageAttempted attempted -> attempted.accepted() && pagedAt.isEmpty()
                    ? new Incident(id, status, severity, origin, diagnosis, openedAt,
                            Optional.of(attempted.at()), resolvedAt, blip, reopenings,
                            acknowledgedBy)
                    : this;
            case IncidentEvent.Acknowledged acknowledged -> new Incident(id, status, severity,
                    origin, diagnosis, openedAt, pagedAt, resolvedAt, blip, reopenings,
                    Optional.of(acknowledged.by()));
            case IncidentEvent.PageEnqueued _,IncidentEvent.Noted _ -> this;
            case IncidentEvent.ProberTroubled _,IncidentEvent.ProberRecovered _ -> this;
            case IncidentEvent.Ticketed _,IncidentEvent.Acted _ -> this;
        };
    }

    private Incident with(IncidentStatus newStatus, Severity newSeverity, Diagnosis newDiagnosis) {
        return new Incident(id, newStatus, newSeverity, origin, newDiagnosis, openedAt, pagedAt,
                resolvedAt, blip, reopenings, acknowledgedBy);
    }

    public boolean isOpen() {
        return status != IncidentStatus.RESOLVED;
    }

    /// The key under which receivers know the page: chosen by us before sending.
    public String dedupKey() {
        return reopenings == 0 ? id : id + "#" + reopenings;
    }
}

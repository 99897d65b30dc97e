package dev.picket.alerting.book;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.PageAction;
import dev.picket.model.incident.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One incident that is open or still warm, with what the book must remember beside its events.
final class OpenCase {
    private Incident incident;
    private final Set<Long> findings = new HashSet<>();
    private final Set<String> triggered = new TreeSet<>();
    private Optional<Instant> unclaimedSince = Optional.empty();
    private Optional<Instant> closedAt = Optional.empty();
    private final Deque<Instant> reopenings = new ArrayDeque<>();
    private Optional<Instant> quietSince = Optional.empty();
    private Optional<Instant> recoveringSince = Optional.empty();
    private boolean flapping;
    private Instant revisedAt;
    private Gist paged;
    private Instant pagedAt;

    OpenCase(IncidentEvent.Opened opened) {
        incident = Incident.opened(opened);
        revisedAt = opened.at();
        pagedAt = opened.at();
        paged = Gist.of(incident.severity(), incident.diagnosis());
    }

    /// What a person must be told when it changes: whom, how bad, where.
    record Gist(String culprit, Severity severity, Set<String> regions) {
        static Gist of(Severity severity, Diagnosis diagnosis) {
            return new Gist(diagnosis.culprit().key(), severity,
                    new TreeSet<>(diagnosis.regions()));
        }
    }

    void fold(IncidentEvent event) {
        incident = incident.after(event);
        switch (event) {
            case IncidentEvent.PageEnqueued enqueued -> {
                triggered.add(enqueued.sink());
                toldNow(enqueued.at());
            }
            case IncidentEvent.Revised revised -> {
                revisedAt = revised.at();
                recoveringSince = Optional.empty();
            }
            case IncidentEvent.Recovering recovering ->
                recoveringSince = Optional.of(recovering.at());
            case IncidentEvent.Reopened reopened -> {
                triggered.clear();
                closedAt = Optional.empty();
                recoveringSince = Optional.empty();
                reopenings.addLast(reopened.at());
                revisedAt = reopened.at();
            }
            case IncidentEvent.Resolved resolved -> close(resolved.at());
            case IncidentEvent.Merged merged -> close(merged.at());
            case IncidentEvent.Flapping _ -> flapping = true;
            case IncidentEvent.Accepted accepted -> close(accepted.at());
            case IncidentEvent.Operated _,IncidentEvent.ScopeChanged _ -> {
            }
            case IncidentEvent.Ticketed _,IncidentEvent.Acted _ -> {
            }
            case IncidentEvent.Opened _,IncidentEvent.PageAttempted _ -> {
            }
            case IncidentEvent.Acknowledged _,IncidentEvent.Noted _ -> {
            }
            case IncidentEvent.ProberTroubled _,IncidentEvent.ProberRecovered _ -> {
            }
        }
    }

    private void close(Instant at) {
        closedAt = Optional.of(at);
        unclaimedSince = Optional.empty();
        quietSince = Optional.empty();
        recoveringSince = Optional.empty();
        flapping = false;
        findings.clear();
    }

    /// How often it was reopened in the time before `now`.
    int reopeningsWithin(Duration window, Instant now) {
        reopenings.removeIf(at -> !at.plus(window).isAfter(now));
        return reopenings.size();
    }

    boolean isFlapping() {
        return flapping;
    }

    /// A flapping incident that no finding holds is quiet since `ended`.
    void quiet(Instant ended) {
        quietSince = Optional.of(ended);
    }

    Optional<Instant> quietSince() {
        return quietSince;
    }

    /// The findings that hold it open.
    Set<Long> findings() {
        return Set.copyOf(findings);
    }

    Incident incident() {
        return incident;
    }

    Gist gist() {
        return Gist.of(incident.severity(), incident.diagnosis());
    }

    /// Sinks that hold an open page under the present key.
    Set<String> triggered() {
        return triggered;
    }

    /// Tells every sink that holds an open page that it is over.
    void endPages(Draft draft) {
        triggered.forEach(sink -> draft.page(sink, PageAction.RESOLVE, incident));
    }

    Optional<Instant> closedAt() {
        return closedAt;
    }

    Instant revisedAt() {
        return revisedAt;
    }

    /// Whether what sinks were told last is no longer so.
    boolean isNews() {
        return !triggered.isEmpty() && !paged.equals(gist());
    }

    Instant toldAt() {
        return pagedAt;
    }

    void toldNow(Instant now) {
        paged = gist();
        pagedAt = now;
    }

    void claimedBy(long finding) {
        findings.add(finding);
        unclaimedSince = Optional.empty();
        quietSince = Optional.empty();
    }

    /// Takes `finding` away; whether none is left.
    boolean releasedBy(long finding) {
        findings.remove(finding);
        return findings.isEmpty();
    }

    /// The process that knew the findings is gone; a new one must claim the incident. One that was
    /// flapping and on its way to quiet goes on to wait for that, as it would have.
    void orphaned(Instant now) {
        findings.clear();
        if (flapping && recoveringSince.isPresent()) {
            quietSince = recoveringSince;
        } else {
            unclaimedSince = Optional.of(now);
        }
    }

    Optional<Instant> unclaimedSince() {
        return unclaimedSince;
    }
}

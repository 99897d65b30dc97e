package dev.picket.alerting.book;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.PageAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The incidents that are open or still warm, and which findings hold them.
final class Cases {
    static final String PREFIX = "INC-";

    private final Map<String, OpenCase> cases = new LinkedHashMap<>();
    private final Map<Long, String> incidentByFinding = new HashMap<>();
    private final Set<Long> accepted = new HashSet<>();
    private long lastNumber;

    void opened(IncidentEvent.Opened opened) {
        cases.put(opened.incidentId(), new OpenCase(opened));
        lastNumber = Math.max(lastNumber, IncidentIds.number(PREFIX, opened.incidentId()));
    }

    String nextId() {
        return PREFIX + (lastNumber + 1);
    }

    /// Whether there is or was an incident of this id.
    boolean isKnown(String id) {
        long number = IncidentIds.number(PREFIX, id);
        return number > 0 && number <= lastNumber;
    }

    Optional<OpenCase> of(String id) {
        return Optional.ofNullable(cases.get(id));
    }

    Optional<OpenCase> of(long finding) {
        return Optional.ofNullable(incidentByFinding.get(finding)).flatMap(this::of);
    }

    Optional<OpenCase> with(String incidentKey, Predicate<OpenCase> wanted) {
        return cases.values().stream().filter(
                open -> open.incident().diagnosis().culprit().incidentKey()
                        .equals(incidentKey))
                .filter(wanted).findFirst();
    }

    /// The incident that was open before a restart, is held by no finding since, and whose fault
    /// `found` is; of several the one with most paths in common.
    Optional<OpenCase> unclaimedOf(Diagnosis found) {
        return cases.values().stream().filter(open -> open.unclaimedSince().isPresent())
                .filter(open -> SameFault.of(open.incident().diagnosis(), found))
                .max(Comparator.comparingDouble(open -> SameFault
                        .commonRatio(open.incident().diagnosis(), found)));
    }

    List<OpenCase> all() {
        return List.copyOf(cases.values());
    }

    List<Incident> open() {
        return cases.values().stream().map(OpenCase::incident).filter(Incident::isOpen).toList();
    }

    OpenCase claim(OpenCase open, long finding) {
        open.claimedBy(finding);
        incidentByFinding.put(finding, open.incident().id());
        return open;
    }

    /// The incident that goes on where `found` is now blamed on another's culprit: of the two the
    /// one opened first, with the findings of both.
    OpenCase joined(OpenCase found, String key, Draft draft) {
        OpenCase other = with(key, open -> open.incident().isOpen() && open != found)
                .orElse(found);
        if (other == found) {
            return found;
        }
        boolean older = other.incident().openedAt().isBefore(found.incident().openedAt());
        OpenCase into = older ? other : found;
        OpenCase from = older ? found : other;
        Set<Long> findings = from.findings();
        from.triggered().forEach(sink -> draft.page(sink, PageAction.RESOLVE, from.incident()));
        draft.emit(new IncidentEvent.Merged(from.incident().id(), draft.now,
                into.incident().id()));
        findings.forEach(finding -> claim(into, finding));
        return into;
    }

    /// One that was merged is not reopened under its own name.
    void merged(IncidentEvent.Merged event) {
        cases.remove(event.incidentId());
    }

    /// Findings of an incident that a person accepted: what the detector still says of them before
    /// it hears of that is not listened to.
    void accepted(IncidentEvent.Accepted event) {
        of(event.incidentId()).ifPresent(open -> open.fold(event));
        event.findings().forEach(incidentByFinding::remove);
        accepted.addAll(event.findings());
    }

    boolean isAccepted(long finding) {
        return accepted.contains(finding);
    }

    /// Forgets a finding, and gives the case it belonged to.
    Optional<OpenCase> drop(long finding) {
        Optional<OpenCase> found = of(finding);
        incidentByFinding.remove(finding);
        accepted.remove(finding);
        return found;
    }

    /// The process that knew the findings is gone.
    void orphaned(Instant now) {
        incidentByFinding.clear();
        accepted.clear();
        cases.values().stream().filter(open -> open.incident().isOpen())
                .forEach(open -> open.orphaned(now));
    }

    void forgetCold(Instant now, Duration warm) {
        cases.values().removeIf(open -> open.closedAt()
                .filter(at -> !now.isBefore(at.plus(warm))).isPresent());
    }
}

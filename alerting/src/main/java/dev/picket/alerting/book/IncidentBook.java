package dev.picket.alerting.book;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.IncidentStatus;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.PageAction;
import dev.picket.model.incident.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Decides what becomes of findings: which incident they belong to, and who is paged. Pure: time is
/// an argument, and the state is the fold of the events it returned, so replaying the log rebuilds
/// it.
///
/// - One culprit is one incident: a finding joins the open incident of its culprit, reopens one
///   resolved less than [#WARM] ago (next dedup key `id#n`), else opens a new one.
/// - The first page goes out when the finding says *pageable*; later ones only when culprit,
///   severity or regions differ from what was told last, at most one in [#UPDATE_EVERY].
/// - Severity is the worst so far while an incident is open, so it cannot flap.
/// - After a restart an open incident waits [#UNCLAIMED_MAX] for a finding of its culprit; when
///   none comes it is resolved with a note that says so.
public final class IncidentBook {
    public static final Duration WARM = Duration.ofMinutes(60);
    public static final Duration UNCLAIMED_MAX = Duration.ofMinutes(15);
    public static final Duration UPDATE_EVERY = Duration.ofSeconds(60);
    /// New figures alone are recorded no more often than this.
    public static final Duration REVISION_EVERY = Duration.ofSeconds(30);
    private static final int NOTE_CHARACTERS_MAX = 4_000;
    private static final String PREFIX = "INC-";

    private final List<String> sinks;
    private final Origin origin;
    private final Map<String, OpenCase> cases = new LinkedHashMap<>();
    private final Map<Long, String> incidentByFinding = new HashMap<>();
    private final ProberTroubles troubles = new ProberTroubles();
    private long lastNumber;

    /// A book that pages `sinks` (their names) and marks its incidents with `origin`.
    public IncidentBook(List<String> sinks, Origin origin) {
        this.sinks = List.copyOf(sinks);
        this.origin = origin;
    }

    /// Takes an event of the log into the state.
    public void fold(IncidentEvent event) {
        switch (event) {
            case IncidentEvent.Opened opened -> {
                cases.put(opened.incidentId(), new OpenCase(opened));
                lastNumber = Math.max(lastNumber,
                        IncidentIds.number(PREFIX, opened.incidentId()));
            }
            case IncidentEvent.ProberTroubled troubled -> troubles.fold(troubled);
            case IncidentEvent.ProberRecovered recovered -> troubles.fold(recovered);
            case IncidentEvent other ->
                Optional.ofNullable(cases.get(other.incidentId()))
                        .ifPresent(open -> open.fold(other));
        }
    }

    /// The log has been replayed at `now`: what is open belongs to a process that is gone.
    public void restarted(Instant now) {
        incidentByFinding.clear();
        cases.values().stream().filter(open -> open.incident().isOpen())
                .forEach(open -> open.orphaned(now));
        troubles.orphaned(now);
        forgetCold(now);
    }

    public List<Incident> openIncidents() {
        return cases.values().stream().map(OpenCase::incident).filter(Incident::isOpen).toList();
    }

    public Decision apply(Finding finding, Instant now) {
        Draft draft = new Draft(now);
        switch (finding) {
            case Finding.Suspected _,Finding.Subsided _,Finding.CloserLook _ -> {
            }
            case Finding.Opened(long id, _, Diagnosis diagnosis) -> attach(id, diagnosis, draft);
            case Finding.Revised(long id, _, Diagnosis diagnosis) -> attach(id, diagnosis, draft);
            case Finding.Pageable(long id, _, Diagnosis diagnosis) ->
                page(attach(id, diagnosis, draft), draft);
            case Finding.Recovering(long id, _) -> caseOf(id).map(OpenCase::incident)
                    .filter(incident -> incident.status() == IncidentStatus.OPEN)
                    .ifPresent(incident -> draft
                            .emit(new IncidentEvent.Recovering(incident.id(), now)));
            case Finding.Resolved resolved -> release(resolved, draft);
            case Finding.ProberTrouble trouble ->
                troubles.began(trouble, now).ifPresent(draft::emit);
            case Finding.ProberRecovered recovered ->
                troubles.ended(recovered.vantage(), now).forEach(draft::emit);
        }
        return draft.decision();
    }

    public Decision apply(OperatorCommand command, Instant now) {
        Draft draft = new Draft(now);
        switch (command) {
            case OperatorCommand.Acknowledge(String id, _, String by) -> {
                OpenCase open = cases.get(id);
                if (open != null && open.incident().isOpen()
                        && !open.incident().acknowledgedBy().equals(Optional.of(by))) {
                    draft.emit(new IncidentEvent.Acknowledged(id, now, by));
                }
            }
            case OperatorCommand.Note(String id, _, String by, String text) -> {
                long number = IncidentIds.number(PREFIX, id);
                if (number > 0 && number <= lastNumber && !text.isBlank()
                        && text.length() <= NOTE_CHARACTERS_MAX) {
                    draft.emit(new IncidentEvent.Noted(id, now, by, text));
                }
            }
        }
        return draft.decision();
    }

    /// What only the passing of time brings.
    public Decision tick(Instant now) {
        Draft draft = new Draft(now);
        for (OpenCase open : List.copyOf(cases.values())) {
            boolean forsaken = open.unclaimedSince()
                    .filter(since -> !now.isBefore(since.plus(UNCLAIMED_MAX))).isPresent();
            if (forsaken) {
                draft.emit(new IncidentEvent.Noted(open.incident().id(), now, "picket",
                        "Picket was restarted while this incident was open, and for "
                                + UNCLAIMED_MAX.toMinutes()
                                + " min since then nothing has shown the fault again. It is closed"
                                + " on that ground; when the fault ended is not known."));
                resolve(open, now, draft);
            } else if (open.incident().isOpen()) {
                update(open, draft);
            }
        }
        troubles.forsaken(now, UNCLAIMED_MAX).forEach(draft::emit);
        forgetCold(now);
        return draft.decision();
    }

    private Optional<OpenCase> caseOf(long finding) {
        return Optional.ofNullable(incidentByFinding.get(finding))
                .flatMap(id -> Optional.ofNullable(cases.get(id)));
    }

    /// The case that `finding` belongs to, found, reopened or opened.
    private OpenCase attach(long finding, Diagnosis diagnosis, Draft draft) {
        String key = diagnosis.culprit().key();
        OpenCase found = caseOf(finding).filter(open -> open.incident().isOpen())
                .or(() -> caseWith(key, open -> open.incident().isOpen())).orElse(null);
        if (found != null) {
            revise(found, diagnosis, draft);
            return claim(found, finding);
        }
        forgetCold(draft.now);
        OpenCase warm = caseWith(key, _ -> true).orElse(null);
        if (warm != null) {
            Incident incident = warm.incident();
            draft.emit(new IncidentEvent.Reopened(incident.id(), draft.now,
                    incident.reopenings() + 1, SeverityRule.of(diagnosis), diagnosis));
            return claim(warm, finding);
        }
        String id = PREFIX + (lastNumber + 1);
        draft.emit(new IncidentEvent.Opened(id, draft.now, SeverityRule.of(diagnosis), origin,
                diagnosis));
        OpenCase opened = cases.get(id);
        if (opened == null) {
            throw new IllegalStateException(id + " was opened and is not in the book");
        }
        return claim(opened, finding);
    }

    private OpenCase claim(OpenCase open, long finding) {
        open.claimedBy(finding);
        incidentByFinding.put(finding, open.incident().id());
        return open;
    }

    private Optional<OpenCase> caseWith(String culpritKey, Predicate<OpenCase> wanted) {
        return cases.values().stream().filter(
                open -> open.incident().diagnosis().culprit().key().equals(culpritKey))
                .filter(wanted).findFirst();
    }

    private void revise(OpenCase open, Diagnosis diagnosis, Draft draft) {
        Incident incident = open.incident();
        Severity severity = worse(incident.severity(), SeverityRule.of(diagnosis));
        boolean news = !OpenCase.Gist.of(severity, diagnosis).equals(open.gist());
        boolean due = !draft.now.isBefore(open.revisedAt().plus(REVISION_EVERY))
                && !diagnosis.equals(incident.diagnosis());
        if (news || due) {
            draft.emit(new IncidentEvent.Revised(incident.id(), draft.now, severity, diagnosis));
        }
        update(open, draft);
    }

    private static Severity worse(Severity one, Severity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void page(OpenCase open, Draft draft) {
        for (String sink : sinks) {
            if (!open.triggered().contains(sink)) {
                Incident incident = open.incident();
                draft.emit(new IncidentEvent.PageEnqueued(incident.id(), draft.now, sink,
                        incident.dedupKey()));
                draft.page(sink, PageAction.TRIGGER, incident);
            }
        }
    }

    private static void update(OpenCase open, Draft draft) {
        if (open.isNews() && !draft.now.isBefore(open.toldAt().plus(UPDATE_EVERY))) {
            open.triggered()
                    .forEach(sink -> draft.page(sink, PageAction.UPDATE, open.incident()));
            open.toldNow(draft.now);
        }
    }

    private void release(Finding.Resolved finding, Draft draft) {
        Optional<OpenCase> found = caseOf(finding.id());
        incidentByFinding.remove(finding.id());
        found.filter(open -> open.incident().isOpen() && open.releasedBy(finding.id()))
                .ifPresent(open -> {
                    boolean blip = finding.blip() && open.triggered().isEmpty();
                    close(open, new IncidentEvent.Resolved(open.incident().id(), draft.now,
                            finding.endedAt(), blip), draft);
                });
    }

    private static void resolve(OpenCase open, Instant endedAt, Draft draft) {
        close(open, new IncidentEvent.Resolved(open.incident().id(), draft.now, endedAt, false),
                draft);
    }

    private static void close(OpenCase open, IncidentEvent.Resolved event, Draft draft) {
        draft.emit(event);
        open.triggered().forEach(sink -> draft.page(sink, PageAction.RESOLVE, open.incident()));
    }

    private void forgetCold(Instant now) {
        cases.values().removeIf(open -> open.closedAt()
                .filter(at -> !now.isBefore(at.plus(WARM))).isPresent());
    }

    /// One decision in the making; each event is folded as it is emitted.
    private final class Draft {
        private final Instant now;
        private final List<IncidentEvent> events = new ArrayList<>();
        private final List<Page> pages = new ArrayList<>();

        private Draft(Instant now) {
            this.now = now;
        }

        private void emit(IncidentEvent event) {
            events.add(event);
            fold(event);
        }

        private void page(String sink, PageAction action, Incident incident) {
            pages.add(new Page(sink, incident.dedupKey(), action, now, incident));
        }

        private Decision decision() {
            return events.isEmpty() && pages.isEmpty()
                    ? Decision.NOTHING
                    : new Decision(events, pages);
        }
    }
}

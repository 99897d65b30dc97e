package dev.picket.alerting.book;

import dev.picket.model.finding.Culprit;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Finding;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.IncidentStatus;
import dev.picket.model.incident.OperatorCommand;
import dev.picket.model.incident.Origin;
import dev.picket.model.incident.PageAction;
import dev.picket.model.incident.Severity;
import dev.picket.model.result.ExpiringCertificate;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.ProbeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides what becomes of findings: which incident they belong to, and who is paged. Pure: time is
/// an argument, and the state is the fold of the events it returned, so replaying the log rebuilds
/// it.
///
/// - One culprit is one incident: a finding joins the open incident of its culprit, reopens one
///   resolved less than [#WARM] ago (next dedup key `id#n`), else opens a new one.
/// - The first page goes out when the finding says *pageable*; later ones only when culprit,
///   severity or regions differ from what was told last, at most one in [#UPDATE_EVERY].
/// - Severity is the worst so far while an incident is open, so it cannot flap.
/// - Three reopenings in [#FLAP_WINDOW] make it flapping: it then stays open, and is not paged
///   again, until it has been quiet for [#FLAP_QUIET].
/// - A finding whose culprit turns into that of another open incident joins it: one fault, one
///   incident.
/// - What operators do is recorded on the incidents it can have to do with. One they accept as how
///   things are is over.
/// - After a restart an open incident waits [#UNCLAIMED_MAX] for a finding of its culprit or of its
///   fault ([SameFault]), whose culprit it then takes; when none comes it is resolved with a note
///   that says so.
public final class IncidentBook {
    public static final Duration WARM = Duration.ofMinutes(60);
    public static final Duration UNCLAIMED_MAX = Duration.ofMinutes(15);
    public static final Duration UPDATE_EVERY = Duration.ofSeconds(60);
    /// New figures alone are recorded no more often than this.
    public static final Duration REVISION_EVERY = Duration.ofSeconds(30);
    public static final Duration FLAP_WINDOW = Duration.ofHours(2);
    public static final Duration FLAP_QUIET = Duration.ofMinutes(30);
    public static final int FLAPS = 3;
    /// The book's own finding; a detector's are positive.
    private static final long UNTRUSTED_FINDING = 0;

    private final List<String> sinks;
    private final Origin origin;
    private final Cases cases = new Cases();
    private final ProberTroubles troubles = new ProberTroubles();
    private final OperatorActs acts = new OperatorActs();
    private final Commands commands = new Commands(cases, acts);
    private final Tickets tickets = new Tickets();

    /// A book that pages `sinks` (their names) and marks its incidents with `origin`.
    public IncidentBook(List<String> sinks, Origin origin) {
        this.sinks = List.copyOf(sinks);
        this.origin = origin;
    }

    /// Takes an event of the log into the state.
    public void fold(IncidentEvent event) {
        switch (event) {
            case IncidentEvent.Opened opened -> cases.opened(opened);
            case IncidentEvent.Merged merged -> cases.merged(merged);
            case IncidentEvent.Ticketed ticketed -> tickets.fold(ticketed);
            case IncidentEvent.Acted acted -> acts.fold(acted);
            case IncidentEvent.Accepted accepted -> cases.accepted(accepted);
            case IncidentEvent.Resolved resolved -> cases.of(resolved.incidentId())
                    .ifPresent(open -> resolved(open, resolved));
            case IncidentEvent.ProberTroubled troubled -> troubles.fold(troubled);
            case IncidentEvent.ProberRecovered recovered -> troubles.fold(recovered);
            case IncidentEvent other ->
                cases.of(other.incidentId()).ifPresent(open -> open.fold(other));
        }
    }

    private void resolved(OpenCase open, IncidentEvent.Resolved event) {
        open.fold(event);
        if (event.blip()) {
            tickets.foldBlip(open.incident().diagnosis().culprit().incidentKey(), event.at());
        }
    }

    /// The log has been replayed at `now`: what is open belongs to a process that is gone.
    public void restarted(Instant now) {
        cases.orphaned(now);
        troubles.orphaned(now);
        cases.forgetCold(now, WARM);
    }

    public List<Incident> openIncidents() {
        return cases.open();
    }

    public Decision apply(Finding finding, Instant now) {
        Draft draft = new Draft(now, this::fold);
        switch (finding) {
            case Finding.Suspected _,Finding.Subsided _,Finding.CloserLook _ -> {
            }
            case Finding.Opened(long id, _, Diagnosis diagnosis) -> attach(id, diagnosis, draft);
            case Finding.Revised(long id, _, Diagnosis diagnosis) -> {
                if (!cases.isAccepted(id)) {
                    attach(id, diagnosis, draft);
                }
            }
            case Finding.Pageable(long id, _, Diagnosis diagnosis) -> {
                if (!cases.isAccepted(id)) {
                    page(attach(id, diagnosis, draft), draft);
                }
            }
            case Finding.Recovering(long id, _) -> cases.of(id).map(OpenCase::incident)
                    .filter(incident -> incident.status() == IncidentStatus.OPEN
                            || incident.status() == IncidentStatus.MITIGATED)
                    .ifPresent(incident -> draft
                            .emit(new IncidentEvent.Recovering(incident.id(), now)));
            case Finding.ScopeChanged(long id, _, List<String> good) -> cases.of(id)
                    .map(OpenCase::incident).filter(Incident::isOpen)
                    .ifPresent(incident -> draft.emit(
                            new IncidentEvent.ScopeChanged(incident.id(), now, good)));
            case Finding.Unexplained unexplained -> draft.emit(tickets.unexplained(
                    unexplained.culprit().label(), unexplained.logEvidence(), now));
            case Finding.Resolved resolved -> release(resolved, draft);
            case Finding.BaselineAccepted accepted ->
                draft.emit(tickets.accepted(accepted.paths(), now));
            case Finding.Miscalibrated(_, ProbeKind kind, Signal signal) -> draft
                    .emit(tickets.miscalibrated(kind.label() + " " + signal.label(), now));
            case Finding.ProberTrouble trouble ->
                troubles.began(trouble, now).ifPresent(draft::emit);
            case Finding.ProberRecovered recovered ->
                troubles.ended(recovered.vantage(), now).forEach(draft::emit);
        }
        return draft.decision();
    }

    public Decision apply(OperatorCommand command, Instant now) {
        Draft draft = new Draft(now, this::fold);
        commands.apply(command, draft);
        return draft.decision();
    }

    public Decision apply(ExpiringCertificate seen, Instant now) {
        Draft draft = new Draft(now, this::fold);
        tickets.certificate(seen, now).ifPresent(draft::emit);
        return draft.decision();
    }

    /// What only the passing of time brings.
    public Decision tick(Instant now) {
        Draft draft = new Draft(now, this::fold);
        for (OpenCase open : cases.all()) {
            boolean forsaken = open.unclaimedSince()
                    .filter(since -> !now.isBefore(since.plus(UNCLAIMED_MAX))).isPresent();
            if (forsaken) {
                draft.emit(new IncidentEvent.Noted(open.incident().id(), now, "picket",
                        "Picket was restarted while this incident was open, and for "
                                + UNCLAIMED_MAX.toMinutes()
                                + " min since then nothing has shown the fault again. It is closed"
                                + " on that ground; when the fault ended is not known."));
                resolve(open, now, draft);
            } else if (open.quietSince()
                    .filter(since -> !now.isBefore(since.plus(FLAP_QUIET))).isPresent()) {
                resolve(open, open.quietSince().orElse(now), draft);
            } else if (open.incident().isOpen()) {
                update(open, draft);
            }
        }
        watchTrust(draft);
        troubles.forsaken(now, UNCLAIMED_MAX).forEach(draft::emit);
        cases.forgetCold(now, WARM);
        return draft.decision();
    }

    /// The case that `finding` belongs to, found, reopened or opened.
    private OpenCase attach(long finding, Diagnosis diagnosis, Draft draft) {
        String key = diagnosis.culprit().incidentKey();
        OpenCase found = cases.of(finding).filter(open -> open.incident().isOpen())
                .or(() -> cases.with(key, open -> open.incident().isOpen()))
                .or(() -> cases.unclaimedOf(diagnosis)).orElse(null);
        if (found != null) {
            OpenCase one = cases.joined(found, key, draft);
            revise(one, diagnosis, draft);
            return cases.claim(one, finding);
        }
        cases.forgetCold(draft.now, WARM);
        OpenCase warm = cases.with(key, _ -> true).orElse(null);
        return warm == null
                ? open(finding, diagnosis, draft)
                : cases.claim(reopen(warm, diagnosis, draft), finding);
    }

    private OpenCase reopen(OpenCase warm, Diagnosis diagnosis, Draft draft) {
        Incident incident = warm.incident();
        draft.emit(new IncidentEvent.Reopened(incident.id(), draft.now,
                incident.reopenings() + 1, SeverityRule.of(diagnosis), diagnosis));
        int flaps = warm.reopeningsWithin(FLAP_WINDOW, draft.now);
        if (flaps >= FLAPS) {
            draft.emit(new IncidentEvent.Flapping(incident.id(), draft.now, flaps));
        }
        return warm;
    }

    private OpenCase open(long finding, Diagnosis diagnosis, Draft draft) {
        String id = cases.nextId();
        draft.emit(new IncidentEvent.Opened(id, draft.now, SeverityRule.of(diagnosis), origin,
                diagnosis));
        OpenCase opened = cases.of(id).orElseThrow();
        acts.before(id, draft.now).forEach(draft::emit);
        return cases.claim(opened, finding);
    }

    private void revise(OpenCase open, Diagnosis diagnosis, Draft draft) {
        Incident incident = open.incident();
        Severity severity = worse(incident.severity(), SeverityRule.of(diagnosis));
        boolean news = !OpenCase.Gist.of(severity, diagnosis).equals(open.gist());
        boolean due = !draft.now.isBefore(open.revisedAt().plus(REVISION_EVERY))
                && !diagnosis.equals(incident.diagnosis());
        boolean relapsed = incident.status() == IncidentStatus.RECOVERING;
        if (news || due || relapsed) {
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

    /// Pages once when too much went unexplained, and ends that when a day has passed.
    private void watchTrust(Draft draft) {
        boolean untrusted = tickets.isUntrusted(draft.now);
        Optional<OpenCase> open = cases.with(Untrusted.CULPRIT.key(),
                it -> it.incident().isOpen());
        if (untrusted && open.isEmpty()) {
            page(attach(UNTRUSTED_FINDING, Untrusted.diagnosis(draft.now), draft), draft);
        } else if (!untrusted && open.isPresent()) {
            release(new Finding.Resolved(UNTRUSTED_FINDING, draft.now, draft.now, false), draft);
        }
    }

    private void release(Finding.Resolved finding, Draft draft) {
        cases.drop(finding.id())
                .filter(open -> open.incident().isOpen() && open.releasedBy(finding.id()))
                .ifPresent(open -> {
                    boolean blip = finding.blip() && open.triggered().isEmpty();
                    if (open.isFlapping()) {
                        waitForQuiet(open, finding.endedAt(), draft);
                        return;
                    }
                    close(open, new IncidentEvent.Resolved(open.incident().id(), draft.now,
                            finding.endedAt(), blip), draft);
                    if (blip) {
                        Culprit culprit = open.incident().diagnosis().culprit();
                        tickets.ofBlips(culprit.incidentKey(), culprit.label(), draft.now)
                                .ifPresent(draft::emit);
                    }
                });
    }

    private static void waitForQuiet(OpenCase open, Instant endedAt, Draft draft) {
        if (open.incident().status() != IncidentStatus.RECOVERING) {
            draft.emit(new IncidentEvent.Recovering(open.incident().id(), draft.now));
        }
        open.quiet(endedAt);
    }

    private static void resolve(OpenCase open, Instant endedAt, Draft draft) {
        close(open, new IncidentEvent.Resolved(open.incident().id(), draft.now, endedAt, false),
                draft);
    }

    private static void close(OpenCase open, IncidentEvent.Resolved event, Draft draft) {
        draft.emit(event);
        open.endPages(draft);
    }
}

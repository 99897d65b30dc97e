package dev.picket.dashboards.page;

import dev.picket.dashboards.board.BoardView;
import dev.picket.dashboards.board.Count;
import dev.picket.dashboards.board.DoorReport;
import dev.picket.dashboards.board.IncidentRecord;
import dev.picket.dashboards.board.Matrix;
import dev.picket.dashboards.board.PathSeries;
import dev.picket.model.failure.FailureText;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.PathEvidence;
import dev.picket.model.incident.Incident;
import dev.picket.model.result.LossRate;
import dev.picket.model.result.Signal;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The operator's pages as pure functions of the board's view.
public final class OperatorPages {

    private static final int STRIPS_MAX = 3;
    private static final int PATHS_MAX = 24;
    private static final int FAILURES_MAX = 5;
    private static final int PAST_MAX = 50;
    private static final int TICKETS_MAX = 20;

    private OperatorPages() {}

    /// The list of incidents, with the state of the probers and the matrices.
    public static String listing(BoardView view) {
        List<StatusModel.Card> cards = view.incidents().stream()
                .map(record -> IncidentCards.card(record, view.now())).toList();
        List<OperatorModel.Trouble> troubles = view.troubles().stream()
                .map(trouble -> new OperatorModel.Trouble(trouble.incidentId(),
                        trouble.vantage(), Format.exactMoment(trouble.at()),
                        trouble.fault().text()))
                .toList();
        List<OperatorModel.Prober> probers = view.probers().stream()
                .map(prober -> new OperatorModel.Prober(prober.vantage(),
                        view.silentVantages().contains(prober.vantage()),
                        String.valueOf(prober.due()), String.valueOf(prober.skipped()),
                        String.valueOf(prober.receiveDrops()),
                        String.valueOf(prober.sendErrors())))
                .toList();
        return Pages.render("incidents.jte", new OperatorModel.Listing(stamp(view.now(), view),
                view.lastResultAt().map(at -> stamp(at, view))
                        .orElse(new StatusModel.Stamp("never", "", "no result yet")),
                view.stale(),
                cards.stream().filter(card -> !card.status().equals("resolved")).toList(),
                cards.stream().filter(card -> card.status().equals("resolved")).limit(PAST_MAX)
                        .toList(),
                troubles, tickets(view), probers, MatrixTables.tables(view.matrices()),
                doors(view)));
    }

    private static List<OperatorModel.DoorTable> doors(BoardView view) {
        return view.doors().stream()
                .map(report -> new OperatorModel.DoorTable(report.place(), report.words(),
                        report.doors().stream().map(OperatorPages::door).toList()))
                .toList();
    }

    private static OperatorModel.DoorRow door(DoorReport.Door door) {
        DoorReport.Seen seen = door.seen();
        Count count = seen.count();
        return new OperatorModel.DoorRow(door.door().label(), door.kind().words(),
                MatrixTables.css(door.state()), door.state().glyph() + " " + door.state().label(),
                count.bad() + " of " + count.trials(), count.shareText(), seen.stop().orElse(""),
                seen.median(), seen.p99());
    }

    private static List<OperatorModel.Ticket> tickets(BoardView view) {
        return view.tickets().stream().limit(TICKETS_MAX)
                .map(ticket -> new OperatorModel.Ticket(ticket.incidentId(),
                        ticket.kind().label(), stamp(ticket.at(), view),
                        FailureText.noticed(ticket.subject(), ticket.text(),
                                ticket.kind().nextStep())))
                .toList();
    }

    /// One incident.
    ///
    /// @param series the recent past of the affected paths, as [#affected] names them
    /// @param formToken proves that a form came from this page
    public static String sheet(BoardView view, IncidentRecord record, List<PathSeries> series,
            String formToken) {
        Incident incident = record.incident();
        Diagnosis diagnosis = incident.diagnosis();
        Instant onset = diagnosis.onset().estimate();
        return Pages.render("incident.jte",
                new OperatorModel.Sheet(IncidentCards.card(record, view.now()),
                        IncidentWords.onset(diagnosis.onset()),
                        after(onset, incident.openedAt()),
                        incident.pagedAt().map(at -> after(onset, at)).orElse(""),
                        incident.acknowledgedBy().orElse(""), formToken, stamp(view.now(), view),
                        view.stale(), incident.blip(), strips(series, onset),
                        MatrixTables.pairs(forKind(view.matrices(), diagnosis),
                                record.atOpening()),
                        rivals(diagnosis), paths(diagnosis),
                        diagnosis.stillWorks().stream().map(IncidentWords::path).toList(),
                        Timeline.full(record.events()), failures(series), evidence(diagnosis)));
    }

    /// The paths whose series [#sheet] wants, worst first.
    public static List<Path> affected(Incident incident) {
        return incident.diagnosis().affected().stream().map(PathEvidence::path).distinct()
                .limit(PATHS_MAX).toList();
    }

    /// A short page for what is not there or was refused.
    public static String message(String heading, String text) {
        return Pages.render("message.jte", new Message(heading, text));
    }

    /// A heading and a sentence.
    public record Message(String heading, String text) {}

    /// The matrix of the incident's own kind first.
    private static List<Matrix> forKind(List<Matrix> matrices, Diagnosis diagnosis) {
        return matrices.stream()
                .sorted(Comparator.comparing(matrix -> matrix.kind() != diagnosis.kind()))
                .toList();
    }

    private static List<OperatorModel.Strip> strips(List<PathSeries> series, Instant onset) {
        return series.stream().limit(STRIPS_MAX)
                .map(one -> new OperatorModel.Strip(IncidentWords.path(one.path()),
                        StripChart.svg(one, onset)))
                .toList();
    }

    private static List<OperatorModel.RivalRow> rivals(Diagnosis diagnosis) {
        return diagnosis.rivals().stream()
                .map(rival -> new OperatorModel.RivalRow(IncidentWords.place(rival.component()),
                        Format.probability(rival.posterior()),
                        (int) Math.round(rival.posterior() * 100), rival.contrast().text()))
                .toList();
    }

    private static List<OperatorModel.PathRow> paths(Diagnosis diagnosis) {
        return diagnosis.affected().stream().limit(PATHS_MAX)
                .map(path -> new OperatorModel.PathRow(IncidentWords.path(path.path()),
                        signal(path.signal()),
                        path.bad() + " of " + path.trials(),
                        LossRate.of(path.bad(), path.trials()).shareText(),
                        String.format(java.util.Locale.ROOT, "%.1f", path.logEvidence())))
                .toList();
    }

    private static String signal(Signal signal) {
        return switch (signal) {
            case LOST_FORWARD -> "lost on the way";
            case LOST_RETURN -> "lost on the way back";
            case LOST, FAILED, SLOW, CAPACITY, LATE, REORDERED, DUPLICATED, JITTERY ->
                signal.label();
        };
    }

    private static List<OperatorModel.RawFailure> failures(List<PathSeries> series) {
        return series.stream().filter(one -> one.lastFailure().isPresent()).limit(FAILURES_MAX)
                .map(one -> {
                    var last = one.lastFailure().orElseThrow();
                    return new OperatorModel.RawFailure(IncidentWords.path(one.path()),
                            Format.exactMoment(last.at()), FailureText.full(last.failure()),
                            "picket probe " + command(one.path().kind()) + " "
                                    + one.path().target() + " --from " + one.path().vantage()
                                    + " -c FILE");
                }).toList();
    }

    /// The kind as the command line names it.
    private static String command(ProbeKind kind) {
        return kind == ProbeKind.MACHINE_CREATE ? "machine" : kind.label();
    }

    private static String evidence(Diagnosis diagnosis) {
        return String.format(java.util.Locale.ROOT, "%.1f nats against a threshold of %.1f",
                diagnosis.logEvidence(), diagnosis.logThreshold());
    }

    private static String after(Instant onset, Instant at) {
        return Format.time(at) + " UTC, " + Format.length(Duration.between(onset, at))
                + " after onset";
    }

    private static StatusModel.Stamp stamp(Instant at, BoardView view) {
        return new StatusModel.Stamp(Format.exactMoment(at), Format.iso(at),
                Format.length(Duration.between(at, view.now())) + " ago");
    }
}

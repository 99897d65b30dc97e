package dev.picket.dashboards.page;

import dev.picket.dashboards.board.BoardView;
import dev.picket.dashboards.board.IncidentRecord;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// The public status page as a pure function of the board's view.
///
/// State goes by what is known: without fresh data it is unknown, whatever was true before.
public final class StatusPage {

    private static final int DAYS = TwoWeekLayout.ROWS * TwoWeekLayout.DAYS;
    private static final int PAST_MAX = 100;

    private final BoardView view;
    private final List<IncidentRecord> published;

    private StatusPage(BoardView view) {
        this.view = view;
        Instant oldest = view.now().minus(Duration.ofDays(DAYS));
        this.published = view.incidents().stream().filter(record -> !record.incident().blip())
                .filter(record -> record.incident().isOpen()
                        || record.incident().diagnosis().onset().estimate().isAfter(oldest))
                .toList();
    }

    /// The page as HTML.
    public static String html(BoardView view) {
        return Pages.render("status.jte", new StatusPage(view).model());
    }

    static StatusModel model(BoardView view) {
        return new StatusPage(view).model();
    }

    private StatusModel model() {
        List<StatusModel.Card> cards = published.stream()
                .sorted(Comparator.comparing((IncidentRecord record) -> record.incident()
                        .diagnosis().onset().estimate()).reversed())
                .map(record -> IncidentCards.card(record, view.now())).toList();
        List<Incident> open = open();
        MachineRows rows = new MachineRows(view);
        List<StatusModel.Day> past = past();
        boolean simulated = cards.stream().anyMatch(StatusModel.Card::simulated);
        return new StatusModel(state(open), headline(open), detail(),
                view.lastResultAt().map(this::stamp)
                        .orElse(new StatusModel.Stamp("never", "", "no result yet")),
                stamp(view.now()),
                cards.stream().filter(card -> !card.status().equals("resolved")).toList(),
                TwoWeekDiagram.svg(TwoWeekLayout.of(published, view.now()), view.now()),
                weeksNote(), simulated, cards, rows.scale(), rows.rows(), rows.definition(), past,
                DAYS - past.size());
    }

    private List<Incident> open() {
        return published.stream().map(IncidentRecord::incident).filter(Incident::isOpen).toList();
    }

    private String state(List<Incident> open) {
        if (view.stale()) {
            return "unknown";
        }
        return open.isEmpty() ? "good" : "trouble";
    }

    private String headline(List<Incident> open) {
        if (view.stale()) {
            return "How things stand is unknown";
        }
        if (open.isEmpty()) {
            return "No open incident";
        }
        return open.size() == 1
                ? IncidentWords.title(open.getFirst())
                : Format.counted(open.size(), "open incident");
    }

    private String detail() {
        if (view.lastResultAt().isEmpty()) {
            return "No measurement has come in yet, so nothing can be said.";
        }
        if (view.stale()) {
            return "The newest measurement is " + age(view.lastResultAt().orElseThrow())
                    + " old. What is shown below was true then.";
        }
        BoardView.Scope scope = view.scope();
        String watched = "Measured from " + Format.counted(scope.vantages(), "vantage") + " over "
                + Format.counted(scope.paths(), "path") + " to "
                + Format.counted(scope.regions(), "region") + ".";
        return view.silentVantages().isEmpty()
                ? watched
                : watched + " Nothing comes from " + String.join(", ", view.silentVantages())
                        + " at the moment.";
    }

    private String weeksNote() {
        long simulated = published.stream().map(IncidentRecord::incident)
                .filter(incident -> incident.origin() == Origin.SIMULATED).count();
        if (published.isEmpty()) {
            return "No incident in the last two weeks.";
        }
        String all = Format.counted(published.size(), "incident") + " in the last two weeks.";
        if (simulated == 0) {
            return all;
        }
        String some = simulated == published.size()
                ? "All of them are"
                : simulated + " of them " + (simulated == 1 ? "is" : "are");
        return all + " " + some + " simulated: made by running the detector on virtual time to"
                + " fill this page. What is marked so never happened.";
    }

    private List<StatusModel.Day> past() {
        TreeMap<LocalDate, List<StatusModel.Card>> days = new TreeMap<>(Comparator.reverseOrder());
        published.stream().filter(record -> !record.incident().isOpen()).limit(PAST_MAX)
                .forEach(record -> days.computeIfAbsent(
                        Format.dayOf(record.incident().diagnosis().onset().estimate()),
                        _ -> new ArrayList<>())
                        .add(IncidentCards.card(record, view.now())));
        return days.entrySet().stream()
                .map(day -> new StatusModel.Day(Format.day(day.getKey()), day.getKey().toString(),
                        day.getValue()))
                .toList();
    }

    private String age(Instant at) {
        return Format.length(Duration.between(at, view.now()));
    }

    private StatusModel.Stamp stamp(Instant at) {
        return new StatusModel.Stamp(Format.exactMoment(at), Format.iso(at),
                age(at) + " ago");
    }
}

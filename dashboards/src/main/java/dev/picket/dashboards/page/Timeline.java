package dev.picket.dashboards.page;

import dev.picket.model.failure.FailureCode;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.PageAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The events of an incident as lines, newest first.
public final class Timeline {

    private static final int ENTRIES_MAX = 40;

    private Timeline() {}

    /// One line of a timeline.
    public record Entry(Instant at, String text) {

        public String iso() {
            return Format.iso(at);
        }

        public String time() {
            return Format.exactMoment(at);
        }
    }

    /// What everyone may read: no notes, no receivers.
    static List<Entry> published(List<IncidentEvent> events) {
        return newestFirst(events, event -> publicText(event));
    }

    /// Everything.
    static List<Entry> full(List<IncidentEvent> events) {
        return newestFirst(events, event -> Optional.of(event instanceof IncidentEvent.Operated act
                ? text(event) + whatFollowed(act, events)
                : text(event)));
    }

    /// The first change of the incident's state after an operator's act, and how long it took.
    private static String whatFollowed(IncidentEvent.Operated act, List<IncidentEvent> events) {
        return events.stream()
                .filter(event -> !event.at().isBefore(act.at()) && !change(event).isEmpty())
                .findFirst()
                .map(event -> " " + Duration.between(act.at(), event.at()).toSeconds()
                        + " s later: " + change(event))
                .orElse(" Nothing has changed since.");
    }

    /// What an event changes of an incident's state; empty where it changes nothing of it.
    private static String change(IncidentEvent event) {
        if (event instanceof IncidentEvent.Opened) {
            return "the incident opened.";
        }
        if (event instanceof IncidentEvent.Recovering) {
            return "recovering.";
        }
        return event instanceof IncidentEvent.Resolved ? "resolved." : "";
    }

    private static List<Entry> newestFirst(List<IncidentEvent> events,
            java.util.function.Function<IncidentEvent, Optional<String>> words) {
        List<Entry> entries = new ArrayList<>();
        for (IncidentEvent event : events.reversed()) {
            Optional<String> text = words.apply(event);
            boolean repeats = !entries.isEmpty() && text.isPresent()
                    && entries.getLast().text().equals(text.orElseThrow());
            if (text.isPresent() && !repeats && entries.size() < ENTRIES_MAX) {
                entries.add(new Entry(event.at(), text.orElseThrow()));
            }
        }
        return List.copyOf(entries);
    }

    private static Optional<String> publicText(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Opened _,IncidentEvent.Revised _,IncidentEvent.Recovering _ ->
                Optional.of(text(event));
            case IncidentEvent.Resolved _,IncidentEvent.Reopened _ ->
                Optional.of(text(event));
            case IncidentEvent.PageAttempted page -> page.accepted()
                    && page.action() == PageAction.TRIGGER
                            ? Optional.of("The engineer on call was paged.")
                            : Optional.empty();
            case IncidentEvent.Acknowledged _ -> Optional.of("An engineer has taken it.");
            case IncidentEvent.ScopeChanged _,IncidentEvent.Flapping _ ->
                Optional.of(text(event));
            case IncidentEvent.PageEnqueued _,IncidentEvent.Noted _,IncidentEvent.Operated _ ->
                Optional.empty();
            case IncidentEvent.Accepted _ -> Optional.of(
                    "Closed: engineers accepted this as the normal state of these paths.");
            case IncidentEvent.Merged _,IncidentEvent.Ticketed _,IncidentEvent.Acted _ ->
                Optional.empty();
            case IncidentEvent.ProberTroubled _,IncidentEvent.ProberRecovered _ ->
                Optional.empty();
        };
    }

    private static String text(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Opened opened -> "Detected automatically: "
                    + IncidentWords.harm(opened.diagnosis()) + "; likely cause "
                    + IncidentWords.culprit(opened.diagnosis().culprit()) + ".";
            case IncidentEvent.Revised revised -> "Now " + revised.severity().label() + ": "
                    + IncidentWords.harm(revised.diagnosis()) + "; likely cause "
                    + IncidentWords.culprit(revised.diagnosis().culprit()) + ".";
            case IncidentEvent.Recovering _ -> "Recovering: fewer paths are bad than before.";
            case IncidentEvent.Resolved resolved -> "Resolved: every vantage shows it gone since "
                    + Format.time(resolved.endedAt()) + " UTC.";
            case IncidentEvent.Reopened reopened ->
                "Reopened: " + IncidentWords.harm(reopened.diagnosis()) + ".";
            case IncidentEvent.PageEnqueued page -> "Page for " + page.sink() + " put into the"
                    + " outbox as " + page.dedupKey() + ".";
            case IncidentEvent.PageAttempted page -> attempt(page);
            case IncidentEvent.Acknowledged acknowledged ->
                "Acknowledged by " + acknowledged.by() + ".";
            case IncidentEvent.Noted noted -> noted.by() + ": " + noted.text();
            case IncidentEvent.Operated act -> act.by() + ": " + act.text()
                    + (act.mitigates() ? ". The culprit is out of use." : ".");
            case IncidentEvent.ScopeChanged changed ->
                "Good again: " + String.join(", ", changed.good()) + ".";
            case IncidentEvent.Flapping flapping -> "Flapping: it came back "
                    + flapping.reopenings() + " times; it stays open until it is long quiet.";
            case IncidentEvent.Merged merged -> "The same fault as " + merged.into()
                    + ", which goes on for both.";
            case IncidentEvent.Accepted accepted -> "Accepted by " + accepted.by()
                    + ": what its paths show is their baseline from now on.";
            case IncidentEvent.Acted act -> act.by() + ": " + act.text() + ".";
            case IncidentEvent.Ticketed ticket -> ticket.text();
            case IncidentEvent.ProberTroubled troubled ->
                "Prober of " + troubled.vantage() + ": " + troubled.fault().text();
            case IncidentEvent.ProberRecovered recovered ->
                "Prober of " + recovered.vantage() + " has recovered.";
        };
    }

    private static String attempt(IncidentEvent.PageAttempted page) {
        String which = Character.toUpperCase(page.action().label().charAt(0))
                + page.action().label().substring(1) + " page " + page.dedupKey();
        return page.accepted()
                ? which + " accepted by " + page.sink() + "."
                : which + " not accepted by " + page.sink()
                        + page.failure().map(Timeline::reason).orElse(".");
    }

    private static String reason(FailureCode code) {
        return ": " + code.likelyCause() + ". Code " + code + ".";
    }
}

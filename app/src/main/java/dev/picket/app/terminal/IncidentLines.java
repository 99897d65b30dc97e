package dev.picket.app.terminal;

import dev.picket.app.terminal.Terminal.Tone;
import dev.picket.model.finding.Diagnosis;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Incident events as lines for people, one each; times are UTC.
public final class IncidentLines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss",
            Locale.ROOT);

    private IncidentLines() {}

    /// The line of `event`.
    public static String of(IncidentEvent event) {
        return time(event.at()) + " " + event.incidentId() + " " + switch (event) {
            case IncidentEvent.Opened opened ->
                "opened: " + diagnosis(opened.severity(), opened.diagnosis());
            case IncidentEvent.PageEnqueued page -> "page asked of " + page.sink();
            case IncidentEvent.PageAttempted page -> attempted(page);
            case IncidentEvent.Revised revised ->
                "revised: " + diagnosis(revised.severity(), revised.diagnosis());
            case IncidentEvent.Recovering _ -> "is recovering";
            case IncidentEvent.Resolved resolved -> "resolved; the fault ended at "
                    + time(resolved.endedAt()) + (resolved.blip() ? " (a blip)" : "");
            case IncidentEvent.Reopened reopened -> "reopened (" + reopened.reopening() + "): "
                    + diagnosis(reopened.severity(), reopened.diagnosis());
            case IncidentEvent.Acknowledged acknowledged ->
                "acknowledged by " + acknowledged.by();
            case IncidentEvent.Noted noted -> "note by " + noted.by() + ": " + noted.text();
            case IncidentEvent.Operated act -> act.by() + ": " + act.text()
                    + (act.mitigates() ? " (mitigated)" : "");
            case IncidentEvent.ScopeChanged changed ->
                "good again: " + String.join(", ", changed.good());
            case IncidentEvent.Flapping flapping ->
                "is flapping: it came back " + flapping.reopenings() + " times";
            case IncidentEvent.Merged merged -> "goes on as " + merged.into();
            case IncidentEvent.Accepted accepted ->
                "accepted by " + accepted.by() + " as how things are";
            case IncidentEvent.Acted act -> act.by() + ": " + act.text();
            case IncidentEvent.Ticketed ticket -> ticket.kind().label() + ": "
                    + ticket.subject() + ": " + ticket.text();
            case IncidentEvent.ProberTroubled troubled ->
                "prober trouble at " + troubled.vantage() + ", not the network: "
                        + troubled.fault().text();
            case IncidentEvent.ProberRecovered recovered ->
                "the prober at " + recovered.vantage() + " is well again";
        };
    }

    /// What the colour of its line is.
    public static Tone tone(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Opened _,IncidentEvent.Reopened _ -> Tone.BAD;
            case IncidentEvent.Resolved _,IncidentEvent.ProberRecovered _ -> Tone.GOOD;
            case IncidentEvent.ProberTroubled _,IncidentEvent.Recovering _ -> Tone.UNSURE;
            case IncidentEvent.Revised _,IncidentEvent.PageEnqueued _,IncidentEvent.Noted _ ->
                Tone.QUIET;
            case IncidentEvent.PageAttempted _,IncidentEvent.Acknowledged _ -> Tone.QUIET;
            case IncidentEvent.Operated _,IncidentEvent.Merged _ -> Tone.QUIET;
            case IncidentEvent.Accepted _,IncidentEvent.Acted _ -> Tone.QUIET;
            case IncidentEvent.ScopeChanged _,IncidentEvent.Ticketed _ -> Tone.UNSURE;
            case IncidentEvent.Flapping _ -> Tone.BAD;
        };
    }

    private static String attempted(IncidentEvent.PageAttempted page) {
        return page.action().label() + " " + (page.accepted()
                ? "accepted by " + page.sink()
                : "not accepted by " + page.sink() + " ("
                        + page.failure().map(Enum::name).orElse("no reason given")
                        + "), will be tried again");
    }

    private static String diagnosis(Severity severity, Diagnosis diagnosis) {
        return diagnosis.culprit().label() + " (" + severity.label() + ", "
                + diagnosis.kind().label() + " " + diagnosis.signal().label() + "); "
                + diagnosis.contrast().text() + "; since " + time(diagnosis.onset().estimate());
    }

    private static String time(Instant at) {
        return TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}

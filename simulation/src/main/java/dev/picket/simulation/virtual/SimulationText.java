package dev.picket.simulation.virtual;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.PageAction;
import dev.picket.platform.yaml.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A simulation's result for people: what happened when, then what became of each fault.
public final class SimulationText {

    private record Moment(double seconds, String text) {}

    private final SimulationResult result;

    private SimulationText(SimulationResult result) {
        this.result = result;
    }

    public static List<String> of(SimulationResult result) {
        return new SimulationText(result).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%d paths, %d rounds each, seed %d, %s simulated",
                result.paths(), result.rounds(), result.seed(), Durations
                        .text(Duration.ofMillis(Math.round(result.durationSeconds() * 1000)))));
        timeline().forEach(moment -> lines
                .add(String.format(Locale.ROOT, "%9s  %s", clock(moment.seconds()),
                        moment.text())));
        result.faults().forEach(fault -> lines.add(line(fault)));
        result.incidents().stream().filter(incident -> incident.fault().isEmpty())
                .forEach(incident -> lines.add(incident.id() + ": belongs to no fault, blames "
                        + incident.culprit().label()
                        + (incident.pagedAt().isPresent() ? "; PAGED" : "; nobody paged")));
        lines.add("false pages: " + result.falsePages() + "; prober troubles told of: "
                + result.account().proberTroubles());
        result.unmet().forEach(unmet -> lines.add("not as expected: " + unmet));
        return lines;
    }

    private List<Moment> timeline() {
        List<Moment> moments = new ArrayList<>();
        result.faults().forEach(fault -> {
            moments.add(new Moment(fault.onset(), "fault " + fault.id() + " begins"));
            if (fault.end() < result.durationSeconds()) {
                moments.add(new Moment(fault.end(), "fault " + fault.id() + " ends"));
            }
        });
        result.events().forEach(event -> text(event)
                .ifPresent(text -> moments.add(new Moment(seconds(event.at()), text))));
        moments.sort(Comparator.comparingDouble(Moment::seconds));
        return moments;
    }

    private static Optional<String> text(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Opened opened -> Optional.of(opened.incidentId() + " opens: "
                    + diagnosis(opened.diagnosis()) + "; " + opened.severity().label());
            case IncidentEvent.Reopened reopened -> Optional.of(reopened.incidentId()
                    + " reopens: " + diagnosis(reopened.diagnosis()));
            case IncidentEvent.Resolved resolved -> Optional.of(resolved.incidentId()
                    + " resolved" + (resolved.blip() ? ", a blip" : ""));
            case IncidentEvent.PageAttempted page when page.action() == PageAction.TRIGGER ->
                Optional.of(page.incidentId() + " page accepted");
            case IncidentEvent.ProberTroubled troubled -> Optional.of("prober trouble at "
                    + troubled.vantage() + ", not the network: " + troubled.fault().text());
            case IncidentEvent.ProberRecovered recovered ->
                Optional.of("the prober at " + recovered.vantage() + " is well again");
            case IncidentEvent.PageAttempted _,IncidentEvent.PageEnqueued _ -> Optional.empty();
            case IncidentEvent.Revised _,IncidentEvent.Recovering _ -> Optional.empty();
            case IncidentEvent.Acknowledged _,IncidentEvent.Noted _ -> Optional.empty();
            case IncidentEvent.Operated _,IncidentEvent.ScopeChanged _ -> Optional.empty();
            case IncidentEvent.Flapping flapping ->
                Optional.of(flapping.incidentId() + " is flapping");
            case IncidentEvent.Merged merged ->
                Optional.of(merged.incidentId() + " is one with " + merged.into());
            case IncidentEvent.Accepted accepted -> Optional.of(accepted.incidentId()
                    + " accepted by " + accepted.by());
            case IncidentEvent.Acted _ -> Optional.empty();
            case IncidentEvent.Ticketed ticket ->
                Optional.of(ticket.incidentId() + " ticket: " + ticket.subject());
        };
    }

    private static String diagnosis(Diagnosis diagnosis) {
        return diagnosis.culprit().label() + " (" + diagnosis.kind().label() + " "
                + diagnosis.signal().label() + "), " + diagnosis.contrast().text();
    }

    private String line(SimulationResult.FaultReport fault) {
        if (fault.incident().isEmpty()) {
            return fault.id() + ": no incident";
        }
        SimulationResult.IncidentReport incident = fault.incident().get();
        return String.format(Locale.ROOT, "%s: %s opened after %.1f s, %s, blames %s (%s), %s%s",
                fault.id(), incident.id(), incident.openedAt() - fault.onset(),
                incident.pagedAt().map(at -> String.format(Locale.ROOT,
                        "page accepted after %.1f s", at - fault.onset())).orElse("paged nobody"),
                incident.culprit().label(),
                fault.culpritCorrect() ? "right" : "wrong; the truth is rank " + fault.rank(),
                incident.resolvedAt().map(at -> "resolved at " + clock(at))
                        .orElse("not resolved"),
                fault.incidentCount() > 1
                        ? "; " + fault.incidentCount() + " incidents in all"
                        : "");
    }

    private double seconds(Instant at) {
        return Duration.between(result.account().start(), at).toNanos() / 1e9;
    }

    /// Hours, minutes and seconds from the start; learning comes before it.
    private static String clock(double seconds) {
        if (seconds < 0) {
            return "-" + clock(-seconds);
        }
        long whole = (long) Math.floor(seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60,
                whole % 60);
    }
}

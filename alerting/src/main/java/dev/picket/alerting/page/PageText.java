package dev.picket.alerting.page;

import dev.picket.model.finding.Diagnosis;
import dev.picket.model.finding.Harm;
import dev.picket.model.finding.Onset;
import dev.picket.model.finding.PathEvidence;
import dev.picket.model.finding.Rival;
import dev.picket.model.incident.Incident;
import dev.picket.model.incident.Origin;
import dev.picket.model.topology.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The words of a page: the same in every sink. Rendered from the incident, never stored.
public final class PageText {
    /// PagerDuty's limit, which the other sinks keep to as well.
    public static final int SUMMARY_CHARACTERS_MAX = 1024;
    private static final int PLACES_MAX = 3;
    private static final int EXAMPLES_MAX = 5;

    private PageText() {}

    /// One line: `[SIN] 34 % of WireGuard handshakes fail on 30/34 paths in 9 regions; likely
    /// upstream: cogent in sin (0.86)`.
    public static String summary(Incident incident) {
        Diagnosis diagnosis = incident.diagnosis();
        Harm harm = diagnosis.harm();
        String text = (incident.isOpen() ? "" : "Resolved: ") + "[" + places(diagnosis) + "] "
                + PageWords.percent(harm.badRatio()) + " " + PageWords.trouble(diagnosis)
                + " on " + harm.badPaths() + "/" + harm.paths() + " paths"
                + inRegions(diagnosis.regions().size()) + "; "
                + PageWords.blame(diagnosis) + " ("
                + PageWords.confidence(diagnosis.confidence()) + ")"
                + (incident.origin() == Origin.SIMULATED ? " [simulated]" : "");
        return text.length() <= SUMMARY_CHARACTERS_MAX
                ? text
                : text.substring(0, SUMMARY_CHARACTERS_MAX - 1) + "…";
    }

    /// The whole page: onset, culprit and contrast, rivals, scope, what still works, standing.
    public static String full(Incident incident) {
        Diagnosis diagnosis = incident.diagnosis();
        List<String> lines = new ArrayList<>();
        lines.add(summary(incident) + ".");
        lines.add("Since: " + onset(diagnosis.onset()) + ".");
        incident.resolvedAt().ifPresent(end -> lines.add("Until: " + PageWords.time(end) + ", "
                + PageWords.span(Duration.between(diagnosis.onset().estimate(), end))
                + " after its onset."));
        lines.add("Culprit: " + culprit(diagnosis) + ".");
        List<String> rivals = rivals(diagnosis);
        if (!rivals.isEmpty()) {
            lines.add("Less likely: " + String.join("; ", rivals) + ".");
        }
        lines.add("Scope: " + scope(diagnosis) + ".");
        if (!diagnosis.affected().isEmpty()) {
            lines.add("Worst: " + diagnosis.affected().stream().limit(EXAMPLES_MAX)
                    .map(PageText::seen).collect(Collectors.joining("; ")) + ".");
        }
        lines.add("Still works: " + stillWorks(diagnosis) + ".");
        lines.add("Severity " + incident.severity().label() + ". Incident " + incident.id() + "."
                + (incident.origin() == Origin.SIMULATED ? " Simulated, not real." : ""));
        return String.join("\n", lines);
    }

    /// Such as `2026-06-13 04:05:06 UTC (between 04:05:04 and 04:05:07)`.
    public static String onset(Onset onset) {
        return PageWords.time(onset.estimate()) + " (between "
                + PageWords.clock(onset.earliest()) + " and " + PageWords.clock(onset.latest())
                + ")";
    }

    /// The culprit with its confidence and the contrast behind the blame.
    public static String culprit(Diagnosis diagnosis) {
        return diagnosis.culprit().label() + " (" + PageWords.confidence(diagnosis.confidence())
                + "): " + diagnosis.contrast().text();
    }

    /// How many paths, which regions.
    public static String scope(Diagnosis diagnosis) {
        return diagnosis.harm().badPaths() + " of " + diagnosis.harm().paths() + " watched paths"
                + (diagnosis.regions().isEmpty()
                        ? ""
                        : ", regions " + String.join(", ", diagnosis.regions()));
    }

    /// Comparable paths that are good.
    public static String stillWorks(Diagnosis diagnosis) {
        List<Path> paths = diagnosis.stillWorks();
        if (paths.isEmpty()) {
            return "nothing comparable is known to work";
        }
        int more = diagnosis.stillWorking() - Math.min(paths.size(), EXAMPLES_MAX);
        return paths.stream().limit(EXAMPLES_MAX).map(PageWords::path)
                .collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
    }

    /// The rivals that are not the culprit itself, the likeliest first.
    public static List<String> rivals(Diagnosis diagnosis) {
        return diagnosis.rivals().stream()
                .filter(rival -> !diagnosis.culprit().components().contains(rival.component()))
                .limit(EXAMPLES_MAX).map(PageText::rival).toList();
    }

    private static String rival(Rival rival) {
        return rival.component().label() + " (" + PageWords.confidence(rival.posterior()) + "; "
                + rival.contrast().text() + ")";
    }

    /// Such as `sjc to sin-gw by WireGuard, 13 of 40 failed`.
    static String seen(PathEvidence evidence) {
        return PageWords.path(evidence.path()) + ", " + evidence.bad() + " of "
                + evidence.trials() + " " + evidence.signal().label();
    }

    private static String places(Diagnosis diagnosis) {
        List<String> places = PageWords.places(diagnosis);
        String shown = places.stream().limit(PLACES_MAX)
                .map(place -> place.toUpperCase(Locale.ROOT)).collect(Collectors.joining(" "));
        return places.isEmpty()
                ? PageWords.everywhere(diagnosis).toUpperCase(Locale.ROOT)
                : shown + (places.size() > PLACES_MAX ? " +" + (places.size() - PLACES_MAX) : "");
    }

    private static String inRegions(int regions) {
        return regions == 0 ? "" : " in " + regions + (regions == 1 ? " region" : " regions");
    }

    /// What stands in PagerDuty's `source`: where it hurts.
    public static String source(Diagnosis diagnosis) {
        List<String> places = PageWords.places(diagnosis);
        return places.isEmpty()
                ? PageWords.everywhere(diagnosis)
                : String.join(",", places.subList(0, 1));
    }

    /// What stands in PagerDuty's `group`: the provider blamed, else the culprit.
    public static String group(Diagnosis diagnosis) {
        return diagnosis.culprit().components().stream().findFirst()
                .flatMap(PageWords::provider).orElse(diagnosis.culprit().label());
    }
}

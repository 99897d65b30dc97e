package dev.picket.simulation.virtual;

import dev.picket.platform.yaml.Durations;
import dev.picket.simulation.scenario.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says which expectations of a fault were not met.
final class Unmet {

    private Unmet() {}

    /// One sentence for each part of `expected` that `report` does not bear out.
    ///
    /// @param culpritRight whether the expected culprit was blamed; true where none is expected
    static List<String> of(Expectation expected, SimulationResult.FaultReport report,
            boolean culpritRight) {
        List<String> unmet = new ArrayList<>();
        Optional<SimulationResult.IncidentReport> incident = report.incident();
        if (expected.pages().filter(pages -> pages != report.pages()).isPresent()) {
            unmet.add(report.id() + ": expected " + (report.pages() ? "no page" : "a page")
                    + ", got " + (report.pages() ? "one" : "none"));
        }
        if (!culpritRight) {
            unmet.add(report.id() + ": expected the culprit "
                    + expected.culprit().orElseThrow().on() + ", got "
                    + incident.map(it -> it.culprit().label()).orElse("no incident"));
        }
        within(report, "opened", expected.openedWithin(),
                incident.map(it -> it.openedAt() - report.onset())).ifPresent(unmet::add);
        within(report, "paged", expected.pagedWithin(),
                incident.flatMap(SimulationResult.IncidentReport::pagedAt)
                        .map(at -> at - report.onset()))
                .ifPresent(unmet::add);
        within(report, "resolved", expected.resolvedWithin(),
                incident.flatMap(SimulationResult.IncidentReport::resolvedAt)
                        .map(at -> at - report.end()))
                .ifPresent(unmet::add);
        return unmet;
    }

    private static Optional<String> within(SimulationResult.FaultReport report, String what,
            Optional<Duration> bound, Optional<Double> seconds) {
        if (bound.isEmpty()
                || seconds.filter(it -> it <= bound.get().toNanos() / 1e9).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(report.id() + ": expected to be " + what + " within "
                + Durations.text(bound.get()) + ", got "
                + seconds.map(it -> String.format(Locale.ROOT, "%.1f s", it)).orElse("never"));
    }
}

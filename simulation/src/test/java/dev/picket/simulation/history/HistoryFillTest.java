package dev.picket.simulation.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.incident.Incident;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.model.incident.IncidentStatus;
import dev.picket.model.incident.Origin;
import dev.picket.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HistoryFillTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @Test
    void givesTwoWeeksOfResolvedIncidentsMarkedAsSimulatedNoneOfThemWarm() {
        List<IncidentEvent> events = HistoryFill.before(NOW);

        Map<String, Incident> incidents = new LinkedHashMap<>();
        for (IncidentEvent event : events) {
            if (event instanceof IncidentEvent.Opened opened) {
                incidents.put(opened.incidentId(), Incident.opened(opened));
            } else {
                incidents.computeIfPresent(event.incidentId(),
                        (_, incident) -> incident.after(event));
            }
        }
        assertThat(incidents.values()).hasSizeGreaterThanOrEqualTo(9).allSatisfy(incident -> {
            assertThat(incident.origin()).isEqualTo(Origin.SIMULATED);
            assertThat(incident.status()).isEqualTo(IncidentStatus.RESOLVED);
            assertThat(incident.openedAt()).isAfter(NOW.minus(Duration.ofDays(14)));
            assertThat(incident.diagnosis().onset().estimate())
                    .isAfter(NOW.minus(Duration.ofDays(14)));
        });
        assertThat(events).isSortedAccordingTo(Comparator.comparing(IncidentEvent::at));
        assertThat(events.getLast().at()).isBefore(NOW.minus(Duration.ofHours(20)));
    }

    @Test
    void shipsWhatTheSimulationGives() {
        List<String> made = gists(HistoryScript.lines(HistoryScript.EPISODES.getFirst(), 0));

        assertThat(made).isNotEmpty();
        assertThat(gists(HistoryFill.shippedLines()).subList(0, made.size())).isEqualTo(made);
    }

    /// What an incident is known by: finer figures may change with the detector.
    private static List<String> gists(List<String> lines) {
        return lines.stream().map(line -> Json.read(line, IncidentEvent.class))
                .filter(IncidentEvent.Opened.class::isInstance)
                .map(IncidentEvent.Opened.class::cast).map(opened -> opened.incidentId() + " "
                        + opened.diagnosis().culprit().key())
                .toList();
    }

    /// Writes the resource anew: run with `-Dgroups=long -Dtest=HistoryFillTest`.
    @Test
    @Tag("long")
    void makesTheShippedRecordAnew() throws IOException {
        Path resource = Path.of("src/main/resources/dev/picket/simulation/history",
                HistoryFill.RESOURCE);
        List<String> before = HistoryFill.shippedLines();
        List<String> made = HistoryScript.lines();

        Files.write(resource, made);

        assertThat(made).isEqualTo(before);
    }
}

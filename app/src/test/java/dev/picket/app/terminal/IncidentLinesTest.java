package dev.picket.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.incident.IncidentEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IncidentLinesTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:07Z");

    @Test
    void anActIsWhatSomebodySays() {
        assertThat(IncidentLines.of(new IncidentEvent.Acted("ACT-1", AT, "ada", "drained cogent")))
                .isEqualTo("12:00:07 ACT-1 ada: drained cogent");
        assertThat(IncidentLines.of(
                new IncidentEvent.Operated("INC-4", AT, "ada", "drained cogent", true)))
                .isEqualTo("12:00:07 INC-4 ada: drained cogent (mitigated)");
    }
}

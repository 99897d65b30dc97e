package dev.picket.dashboards.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.incident.IncidentEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:07Z");

    @Test
    void anActIsWhatSomebodySaysWithWhatFollowed() {
        List<Timeline.Entry> entries = Timeline.full(List.of(
                new IncidentEvent.Operated("INC-4", AT, "ada", "drained cogent", true),
                new IncidentEvent.Recovering("INC-4", AT.plusSeconds(40))));

        assertThat(entries).extracting(Timeline.Entry::text).contains("ada: drained cogent. The "
                + "culprit is out of use. 40 s later: recovering.");
    }
}

package dev.picket.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.alerting.deliver.Delivery;
import dev.picket.alerting.deliver.Transport;
import dev.picket.alerting.sink.SinkRequest;
import dev.picket.model.failure.FailureCode;
import dev.picket.model.incident.IncidentEvent;
import dev.picket.simulation.paging.RecordingPager;
import dev.picket.simulation.paging.VirtualClock;
import dev.picket.simulation.scenario.Scenario;
import dev.picket.simulation.scenario.ScenarioReader;
import dev.picket.simulation.scenario.ScenarioReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagerOnVirtualTimeTest {

    private static final Path SCENARIO = Path.of("..", "scenarios", "july-03.yaml");

    @Test
    void everyPageReachesTheRecordingPagerOnce() {
        List<RecordingPager> pagers = new ArrayList<>();

        SimulationResult result = Simulation.run(scenario(), clock -> {
            RecordingPager pager = new RecordingPager(clock);
            pagers.add(pager);
            return pager;
        });

        List<IncidentEvent.PageAttempted> attempts = attempts(result);
        assertThat(attempts).isNotEmpty().allMatch(IncidentEvent.PageAttempted::accepted);
        assertThat(pagers.getFirst().received()).hasSameSizeAs(attempts)
                .anyMatch(request -> request.body().contains("iad-edge1"));
        assertThat(pagers.getFirst().received())
                .extracting(request -> request.headers().get("webhook-id")).doesNotHaveDuplicates();
    }

    /// Down for three attempts: tried again after 1, 2 and 4 s, up to a quarter more.
    @Test
    void aPagerThatIsDownIsTriedAgainAsInReality() {
        SimulationResult result = Simulation.run(scenario(), clock -> new Down(clock, 3));

        List<IncidentEvent.PageAttempted> attempts = attempts(result);
        assertThat(attempts.subList(0, 4)).extracting(IncidentEvent.PageAttempted::accepted)
                .containsExactly(false, false, false, true);
        for (int i = 0; i < 3; i++) {
            double seconds = Duration.between(attempts.get(i).at(), attempts.get(i + 1).at())
                    .toNanos() / 1e9;
            // the wait, and half a second that the attempt itself takes
            assertThat(seconds - 0.5).isBetween((double) (1 << i), 1.25 * (1 << i) + 1e-6);
        }
        SimulationResult up = Simulation.run(scenario());
        assertThat(pagedAt(result) - pagedAt(up)).isBetween(8.5, 10.3);
    }

    private static double pagedAt(SimulationResult result) {
        return result.incidents().getFirst().pagedAt().orElseThrow();
    }

    private static List<IncidentEvent.PageAttempted> attempts(SimulationResult result) {
        return result.events().stream().filter(IncidentEvent.PageAttempted.class::isInstance)
                .map(IncidentEvent.PageAttempted.class::cast).toList();
    }

    private static Scenario scenario() {
        return switch (ScenarioReader.read(SCENARIO)) {
            case ScenarioReading.Valid(Scenario scenario) -> scenario;
            case ScenarioReading.Invalid invalid ->
                throw new AssertionError(invalid.problems().toString());
        };
    }

    private static final class Down implements Transport {

        private final VirtualClock clock;
        private int left;

        Down(VirtualClock clock, int attempts) {
            this.clock = clock;
            this.left = attempts;
        }

        @Override
        public Delivery deliver(SinkRequest request) {
            clock.advance(Duration.ofMillis(500));
            return left-- > 0
                    ? new Delivery.TryAgain(FailureCode.PAGER_UNREACHABLE, Optional.empty())
                    : new Delivery.Accepted();
        }

        @Override
        public void close() {}
    }
}

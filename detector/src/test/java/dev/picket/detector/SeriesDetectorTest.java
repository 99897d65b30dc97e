package dev.picket.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesDetectorTest {

    private static final Path PATH = new Path("sjc", "fra-edge1", ProbeKind.STAMP);

    @Test
    void aLevelThatRisesByHalfIsFoundOnceWithItsOnset() {
        SeriesDetector detector = new SeriesDetector(10_000);
        List<SeriesDetector.Change> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double value = (i < 100 ? 40 : 60) + i % 3;
            detector.observe(Instant.ofEpochSecond(i), value).ifPresent(changes::add);
        }
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().direction()).isEqualTo(SeriesDetector.Direction.UP);
        assertThat(changes.getFirst().onset()).isEqualTo(Instant.ofEpochSecond(100));
        assertThat(changes.getFirst().detectedAt()).isBefore(Instant.ofEpochSecond(110));
    }

    @Test
    void aTallySeriesThatStaysCleanNeverChanges() {
        SeriesDetector detector = new SeriesDetector(10_000);
        for (int i = 0; i < 5_000; i++) {
            assertThat(detector.observe(Instant.ofEpochSecond(i), 20, 0)).isEmpty();
        }
    }

    @Test
    void aSlowRoundIsABadTrialAndUserStampsAreNone() {
        RoundTripLevels levels = new RoundTripLevels();
        for (int i = 0; i < 16; i++) {
            assertThat(levels.observe(PATH, i, 40_000_000, ClockSource.KERNEL_RX)).isEmpty();
        }
        assertThat(levels.observe(PATH, 16, 44_999_999, ClockSource.KERNEL_RX).orElseThrow()
                .bad()).isZero();
        assertThat(levels.observe(PATH, 17, 45_100_000, ClockSource.KERNEL_RX).orElseThrow()
                .bad()).isEqualTo(1);
        assertThat(levels.observe(PATH, 18, 90_000_000, ClockSource.USER)).isEmpty();
    }
}

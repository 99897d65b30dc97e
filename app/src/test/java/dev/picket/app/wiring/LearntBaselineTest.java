package dev.picket.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.detector.DetectorMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearntBaselineTest {

    private static final Instant SAVED = Instant.parse("2026-06-13T08:00:00Z");
    private static final DetectorMemory MEMORY = DetectorMemory.of(Duration.ofHours(6),
            Map.of("sjc>fra-edge1/stamp#LOST", new DetectorMemory.Learnt(2000, 3.5, 100, 1)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatIsSavedIsReadBack() throws IOException {
        BaselineFile file = new BaselineFile(folder.resolve("picket.db"));
        file.save(DetectorMemory.of(Duration.ZERO, Map.of()), SAVED);
        file.save(MEMORY, SAVED);

        assertThat(file.read(SAVED.plusSeconds(60)))
                .contains(new BaselineFile.Saved(SAVED, MEMORY));
        assertThat(folder).isDirectoryContaining(
                path -> path.endsWith("picket.db.baseline")).isDirectoryNotContaining(
                        path -> path.toString().endsWith(".new"));
    }

    @Test
    void aFileThatIsMissingTooOldOrBrokenMeansToLearnAnew() throws IOException {
        BaselineFile file = new BaselineFile(folder.resolve("picket.db"));
        assertThat(file.read(SAVED)).isEmpty();
        file.save(MEMORY, SAVED);
        assertThat(file.read(SAVED.plus(Duration.ofDays(15)))).isEmpty();
        for (String broken : new String[]{"", "{}", "{\"savedAt\":", "[]",
                "{\"savedAt\":\"2026-06-13T08:00:00Z\",\"memory\":{\"series\":{}}}"}) {
            Files.writeString(folder.resolve("picket.db.baseline"), broken);
            assertThat(file.read(SAVED)).as(broken).isEmpty();
        }
    }

    @Test
    void theStartSaysWhatIsKnownAndWhatIsLeftToLearn() {
        Optional<BaselineFile.Saved> saved = Optional.of(new BaselineFile.Saved(SAVED, MEMORY));
        Instant now = SAVED.plusSeconds(120);

        assertThat(LearntBaseline.text(Optional.empty(), Duration.ofHours(24), now))
                .isEqualTo("learning for 1 d: no incident is opened until then");
        assertThat(LearntBaseline.text(saved, Duration.ofHours(6), now))
                .isEqualTo("baseline of 6 h restored, saved 2 min ago");
        assertThat(LearntBaseline.text(saved, Duration.ofHours(24), now))
                .isEqualTo("baseline of 6 h restored, saved 2 min ago; learning for 18 h: no "
                        + "incident is opened until then");
    }
}

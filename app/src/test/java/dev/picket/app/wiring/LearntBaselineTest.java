package dev.picket.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.detector.Detector;
import dev.picket.detector.DetectorMemory;
import dev.picket.detector.DetectorSettings;
import dev.picket.model.topology.Network;
import dev.picket.model.topology.Topology;
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

    /// Before classes had a season, and before that a null of their own.
    @Test
    void aFileOfAnEarlierVersionIsRead() throws IOException {
        BaselineFile file = new BaselineFile(folder.resolve("picket.db"));
        String series = "\"series\":{\"sjc>fra-edge1/stamp#LOST\":"
                + "{\"trials\":2000,\"bad\":3.5,\"rounds\":100,\"badRounds\":1}}";
        for (String classes : new String[]{"", ",\"classes\":{\"STAMP#LOST\":{\"trials\":5,"
                + "\"bad\":1,\"seen\":[{\"context\":0,\"trials\":5,\"bad\":1,\"count\":1}]}}"}) {
            Files.writeString(folder.resolve("picket.db.baseline"),
                    "{\"savedAt\":\"" + SAVED + "\",\"memory\":{\"learntFor\":\"PT6H\"," + series
                            + classes + "}}");
            Optional<BaselineFile.Saved> read = file.read(SAVED);
            assertThat(read.map(saved -> saved.memory().series()))
                    .contains(MEMORY.series());
            Detector detector = new Detector(new Topology(Network.of(Map.of(), Map.of()), Map.of(),
                    Map.of(), Map.of()), DetectorSettings.defaults());
            detector.restore(read.orElseThrow().memory());
            assertThat(detector.snapshot().learntFor()).isEqualTo(Duration.ofHours(6));
        }
    }

    @Test
    void whatTheWarmUpTaughtIsSavedWhenItIsOver() {
        Duration warmUp = Duration.ofSeconds(10);

        assertThat(BaselineFile.saveAfter(warmUp, Duration.ZERO)).isEqualTo(warmUp);
        assertThat(BaselineFile.saveAfter(warmUp, Duration.ofSeconds(6)))
                .isEqualTo(Duration.ofSeconds(4));
        assertThat(BaselineFile.saveAfter(warmUp, Duration.ofMillis(9_900)))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(BaselineFile.saveAfter(warmUp, warmUp)).isEqualTo(BaselineFile.SAVE_EVERY);
        assertThat(BaselineFile.saveAfter(Duration.ofDays(1), Duration.ofHours(1)))
                .isEqualTo(BaselineFile.SAVE_EVERY);
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

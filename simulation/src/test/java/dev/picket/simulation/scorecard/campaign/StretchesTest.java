package dev.picket.simulation.scorecard.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.simulation.scorecard.campaign.StretchFile.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StretchesTest {

    private static final String DETECTOR = "00000000000000aa";

    @TempDir
    Path folder;

    @Test
    void whatWasCountedIsReadBackAndGoneOnWith() {
        Path path = folder.resolve("counts");
        run(path, 1, 3);
        run(path, 1, 5);
        run(path, 2, 2);

        Totals totals = stretches(path, DETECTOR).totals("quiet");

        assertThat(totals.stretches()).isEqualTo(7);
        assertThat(totals.ticks()).isEqualTo(700);
        assertThat(totals.count("falsePages")).isEqualTo(0 + 1 + 2 + 3 + 4 + 0 + 1);
        assertThat(stretches(path, DETECTOR).totals("promise").stretches()).isZero();
    }

    @Test
    void aLineCutShortByAKilledProcessIsRunAgain() throws IOException {
        Path path = folder.resolve("counts");
        run(path, 1, 3);
        String whole = Files.readString(path);
        Files.writeString(path, whole.substring(0, whole.length() - 9));

        assertThat(stretches(path, DETECTOR).totals("quiet").stretches()).isEqualTo(2);
        run(path, 1, 3);
        assertThat(Files.readString(path)).isEqualTo(whole);
    }

    @Test
    void whatAnotherDetectorCountedIsLeftOut() {
        Path path = folder.resolve("counts");
        run(path, 1, 3);

        Stretches other = stretches(path, "00000000000000bb");

        assertThat(other.totals("quiet").stretches()).isZero();
        assertThat(other.ofOthers()).isEqualTo(3);
    }

    @Test
    void aFileOfSomethingElseIsRefusedWithItsLine() throws IOException {
        Path path = folder.resolve("counts");
        run(path, 1, 1);
        Files.writeString(path, "{\"hello\":1}\n", StandardOpenOption.APPEND);

        assertThat(StretchFile.read(path)).isInstanceOfSatisfying(Reading.Bad.class,
                bad -> assertThat(bad.problem()).contains(":2: "));
    }

    @Test
    void theMarkOfADetectorIsTheSameEachTime() {
        assertThat(DetectorMark.of()).hasSize(16).isEqualTo(DetectorMark.of());
    }

    private static void run(Path path, long seed, int count) {
        Stretches stretches = stretches(path, DETECTOR);
        for (int i = 0; i < count; i++) {
            stretches.add(new Stretch(DETECTOR, "quiet", seed, i, 100,
                    Map.of("falsePages", (long) i)));
        }
    }

    private static Stretches stretches(Path path, String detector) {
        Reading.Good good = (Reading.Good) StretchFile.read(path);
        return new Stretches(List.copyOf(good.stretches()), good.file()::append, detector);
    }
}

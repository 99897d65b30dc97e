package dev.picket.platform.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.platform.settings.SettingsReader;
import dev.picket.platform.settings.SettingsReader.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnreadableTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void saysWhatKeepsAFileFromBeingRead() throws IOException {
        Path binary = folder.resolve("binary.yaml");
        Files.write(binary, new byte[]{(byte) 0xff, (byte) 0xfe, 0});

        assertThat(problems(folder.resolve("missing.yaml")))
                .containsExactly("there is no such file");
        assertThat(problems(folder)).containsExactly("this is a folder; expected a file");
        assertThat(problems(binary)).containsExactly("the file is not UTF-8 text");
    }

    private static List<String> problems(Path file) {
        return SettingsReader.read(file) instanceof Reading.Invalid(List<Problem> problems)
                ? problems.stream().map(Problem::message).toList()
                : List.of();
    }
}

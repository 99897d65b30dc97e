package dev.picket.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The words by which the script `picket` starts a JVM, read from a JDK that only repeats them.
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "picket").toAbsolutePath().normalize();
    private static final String REPEATING_JAVA = """
            #!/bin/sh
            for word in "$@"; do printf '%s\\n' "$word"; done
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void builtBeforeAndBesideARepeatingJdk() throws IOException {
        Files.copy(LAUNCHER, home.resolve("picket"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createFile(home.resolve("pom.xml"));
        Path target = Files.createDirectories(home.resolve("app/target"));
        Files.createDirectories(target.resolve("lib"));
        Files.createFile(target.resolve("picket-app-0.1.0.jar"));

        Path bin = Files.createDirectories(home.resolve("jdk/bin"));
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Path java = Files.writeString(bin.resolve("java"), REPEATING_JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void whatTheUserAsksOfTheJvmComesLastAndCounts() throws IOException, InterruptedException {
        assertThat(heaps(Map.of("PICKET_JAVA_OPTS", "-Xmx256m"), "simulate", "a.yaml"))
                .containsExactly("-Xmx1g", "-Xmx256m");
    }

    @Test
    void aCommandThatNeedsRoomHasIt() throws IOException, InterruptedException {
        assertThat(heaps(Map.of(), "bench", "detector")).containsExactly("-Xmx5g");
        assertThat(heaps(Map.of(), "backtest", "a.csv")).containsExactly("-Xmx1g");
        assertThat(heaps(Map.of(), "incidents")).containsExactly("-Xmx160m");
        assertThat(heaps(Map.of())).containsExactly("-Xmx160m");
    }

    @Test
    void theWordsOfTheCommandArriveAsTheyAre() throws IOException, InterruptedException {
        List<String> words = words(Map.of(), "event", "disabled cogent@sin", "*");

        assertThat(words.subList(words.indexOf("-jar") + 2, words.size()))
                .containsExactly("event", "disabled cogent@sin", "*");
    }

    private List<String> heaps(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        return words(environment, command).stream().filter(word -> word.startsWith("-Xmx"))
                .toList();
    }

    private List<String> words(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder started = new ProcessBuilder(home.resolve("picket").toString());
        started.command().addAll(List.of(command));
        started.environment().remove("PICKET_JAVA_OPTS");
        started.environment().putAll(environment);
        started.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        started.environment().put("PICKET_AOT", "off");
        Process process = started.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}

package dev.picket.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules on source files that no compiler knows.
final class TidyTest {

    private static final int LINES_MAX = 300;
    /// Files that still wait to be split, each with the lines it may have until then.
    private static final Map<String, Integer> LONG_FILES = Map.of(
            "DatagramPlaneTest.java", 350, "ProbeRunnerTest.java", 320);
    private static final int COLUMNS_MAX = 100;
    private static final int SOURCES_MIN = 100;
    private static final Pattern UNFINISHED = Pattern
            .compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern MACHINE_PATH = Pattern
            .compile("[\"' (=](/ro" + "ot/|/ho" + "me/|/wo" + "rk/)");
    private static final Path ROOT = root();

    @Test
    void everyFileHasAtMostThreeHundredLines() {
        assertThat(offences(TidyTest::tooLong)).isEmpty();
    }

    @Test
    void everyLineHasAtMostHundredColumns() {
        assertThat(offences(file -> lines(file,
                line -> line.codePointCount(0, line.length()) > COLUMNS_MAX))).isEmpty();
    }

    @Test
    void nothingIsMarkedUnfinished() {
        assertThat(offences(file -> lines(file, line -> UNFINISHED.matcher(line).find())))
                .isEmpty();
    }

    @Test
    void noPathOfOneMachineIsWrittenDown() {
        assertThat(offences(file -> lines(file, line -> MACHINE_PATH.matcher(line).find())))
                .isEmpty();
    }

    @Test
    void theSourcesAreFound() {
        assertThat(sources()).hasSizeGreaterThan(SOURCES_MIN);
    }

    private interface Rule {
        List<String> offences(Path file);
    }

    private interface LineRule {
        boolean offends(String line);
    }

    private static List<String> offences(Rule rule) {
        return sources().stream().flatMap(file -> rule.offences(file).stream()).toList();
    }

    private static List<String> tooLong(Path file) {
        int lines = read(file).size();
        int max = LONG_FILES.getOrDefault(String.valueOf(file.getFileName()), LINES_MAX);
        return lines > max ? List.of(name(file) + " has " + lines + " lines") : List.of();
    }

    private static List<String> lines(Path file, LineRule rule) {
        List<String> offences = new ArrayList<>();
        List<String> lines = read(file);
        for (int i = 0; i < lines.size(); i++) {
            if (rule.offends(lines.get(i))) {
                offences.add(name(file) + ":" + (i + 1));
            }
        }
        return offences;
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
                Path sources = module.resolve("src");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        files.filter(file -> file.toString().endsWith(".java"))
                                .forEach(found::add);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /// The repository's root: the nearest folder above that holds `.mvn`.
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no folder with .mvn above the working folder");
        }
        return folder;
    }
}

package dev.picket.app.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Picket under test, run from this test's own class path; what it prints goes to a file.
final class PicketProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Pattern PAGES = Pattern.compile("pages at (http://\\S+/)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path output;

    private PicketProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static PicketProcess start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(arguments));
        return new PicketProcess(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start(), output);
    }

    /// The words that start Picket.
    static List<String> java() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx160m",
                "-XX:TieredStopAtLevel=1", "-cp", classPath(), "dev.picket.app.Main");
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path"));
    }

    String said() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it serves at `path`, given without its first slash; empty before it serves.
    String get(String path) {
        Matcher pages = PAGES.matcher(said());
        if (!pages.find()) {
            return "";
        }
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(pages.group(1) + path)).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Runs of probes it began so far.
    double runs() {
        return Exposition.sum(get("metrics"), "picket_probe_sent_total");
    }

    /// Kills it as `kill -9` does.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// Waits until `condition` holds, at most `limit`; a failure shows what the process said.
    void await(String what, Duration limit, Supplier<Boolean> condition)
            throws InterruptedException {
        long polls = limit.dividedBy(POLL);
        for (long i = 0; i < polls; i++) {
            if (condition.get()) {
                return;
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(POLL);
        }
        if (!condition.get()) {
            throw new AssertionError(what + " did not come within " + limit + "; it said:\n"
                    + said());
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    /// Asks it to stop, as SIGTERM does, and waits.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

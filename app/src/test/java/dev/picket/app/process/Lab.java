package dev.picket.app.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.platform.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The network of `examples/two-providers`, and a shell inside the vantages' namespace.
final class Lab implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final String END = "end-of-command";

    private final Process process;
    private final Path errors;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private Lab(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.commands = process.outputWriter();
        this.answers = process.inputReader();
    }

    /// Builds the network; returns when its reflectors and gateways answer to commands.
    static Lab open(Path folder) throws IOException {
        Path launcher = folder.resolve("picket");
        Files.writeString(launcher, "#!/bin/sh\nexec '"
                + String.join("' '", PicketProcess.java()) + "' \"$@\"\n");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + launcher + " executable");
        }
        Path script = Path.of("..", "examples", "two-providers", "lab.sh").toAbsolutePath();
        Path errors = folder.resolve("lab.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", script.normalize().toString(), "bash",
                "-s").redirectError(errors.toFile());
        builder.environment().put("PICKET", launcher.toString());
        Lab lab = new Lab(builder.start(), errors);
        lab.run("true");
        return lab;
    }

    /// Runs `command` inside; gives what it printed.
    String run(String command) {
        try {
            commands.write(command + "\necho\necho " + END + "\n");
            commands.flush();
            StringBuilder said = new StringBuilder();
            for (@Nullable
            String line = answers.readLine(); !END.equals(line); line = answers.readLine()) {
                if (line == null) {
                    throw new AssertionError(
                            "the lab ended; it said:\n" + Files.readString(errors));
                }
                said.append(line).append('\n');
            }
            return said.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is served at `path` of `port` inside, or nothing while nobody listens there.
    String get(int port, String path) {
        String answer = run("exec 3<>/dev/tcp/127.0.0.1/" + port + " && { printf 'GET " + path
                + " HTTP/1.0\\r\\nHost: 127.0.0.1:" + port
                + "\\r\\n\\r\\n' >&3; cat <&3; exec 3>&-; }");
        int body = answer.indexOf("\n\n");
        return body < 0 ? "" : answer.substring(body + 2);
    }

    /// The incidents served at `port`.
    JsonNode incidents(int port) {
        try {
            return Json.mapper().readTree(get(port, "/api/v1/incidents")).path("incidents");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sum of a metric over its series served at `port`.
    double metric(int port, String name) {
        return Exposition.sum(get(port, "/metrics"), name);
    }

    /// Waits until `condition` holds, at most `limit`; a failure shows what `said` gives.
    static void await(String what, Duration limit, Supplier<Boolean> condition,
            Supplier<String> said) throws InterruptedException {
        long polls = limit.dividedBy(POLL);
        for (long i = 0; i < polls; i++) {
            if (condition.get()) {
                return;
            }
            Thread.sleep(POLL);
        }
        throw new AssertionError(what + " did not come within " + limit + "; seen:\n"
                + said.get());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the lab does not end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

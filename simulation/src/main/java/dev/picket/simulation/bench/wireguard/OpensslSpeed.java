package dev.picket.simulation.bench.wireguard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// X25519 agreements a second of CPU time, as `openssl speed` counts them.
final class OpensslSpeed {

    private static final int SECONDS = 1;
    private static final Pattern RATE = Pattern
            .compile("ecdh \\(X25519\\)\\s+\\S+s\\s+([0-9.]+)");

    private final Path command;

    private OpensslSpeed(Path command) {
        this.command = command;
    }

    /// Empty where it is not installed.
    static Optional<OpensslSpeed> find() {
        return Stream.of("/usr/bin/openssl", "/usr/local/bin/openssl").map(Path::of)
                .filter(Files::isExecutable).findFirst().map(OpensslSpeed::new);
    }

    /// One sample.
    double agreementsPerSecond() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.toString(), "speed", "-seconds",
                Integer.toString(SECONDS), "ecdhx25519")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String told = new String(process.getInputStream().readAllBytes(), UTF_8);
        Matcher rate = RATE.matcher(told);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IOException("`openssl speed ecdhx25519` told no rate: " + told);
        }
        return Double.parseDouble(rate.group(1));
    }
}

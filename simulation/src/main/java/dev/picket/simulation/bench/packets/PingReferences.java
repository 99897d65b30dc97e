package dev.picket.simulation.bench.packets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What others spend on an ICMP echo, by the CPU time of their whole process.
final class PingReferences {

    private static final int FPING_TARGETS = 1_000;
    private static final int FPING_EACH = 60;
    private static final List<String> FPING = List.of("fping", "-q", "-i", "0", "-p", "1", "-c",
            String.valueOf(FPING_EACH), "-g", "127.1.0.0", "127.1.3.231");
    private static final Pattern RECEIVED = Pattern.compile("= [0-9]+/([0-9]+)/");

    private final CReference reference;

    PingReferences(CReference reference) {
        this.reference = reference;
    }

    /// Whether `program` can be run; asked by its version.
    static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// Nanoseconds per echo of fping at its fastest, towards a thousand addresses.
    double fpingNanos() throws IOException, InterruptedException {
        Path said = reference.file("fping");
        double spent = reference.costNanos(said, FPING);
        long received = RECEIVED.matcher(Files.readString(said)).results()
                .map((MatchResult found) -> found.group(1)).mapToLong(Long::parseLong).sum();
        if (received * 2 < (long) FPING_TARGETS * FPING_EACH) {
            throw new IOException("fping lost half of its packets");
        }
        return spent / received;
    }
}

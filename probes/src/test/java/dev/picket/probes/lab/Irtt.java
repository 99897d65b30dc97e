package dev.picket.probes.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.platform.json.Json;
import java.io.IOException;
import java.time.Duration;

/// A run of the irtt client at the vantage, and which way it says its packets were lost.
final class Irtt {

    private static final String INTERVAL = "1ms";

    private final Process process;

    private Irtt(Process process) {
        this.process = process;
    }

    static Irtt start(Duration time) throws IOException {
        return new Irtt(new ProcessBuilder("irtt", "client", "-i", INTERVAL, "-d",
                time.toMillis() + "ms", "-Q", "-o", "-", Lab.TARGET + ":" + Lab.IRTT_PORT)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /// Waits for its end.
    String told() throws IOException, InterruptedException {
        JsonNode stats = Json.mapper().readTree(process.getInputStream().readAllBytes())
                .path("stats");
        if (process.waitFor() != 0 || stats.isMissingNode()) {
            throw new IOException("irtt failed");
        }
        return " irttSent=" + stats.path("packets_sent").asInt() + " irttArrived="
                + stats.path("server_packets_received").asInt() + " irttReturned="
                + stats.path("packets_received").asInt();
    }
}

package dev.picket.simulation.bench.packets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A running blackbox_exporter that is asked for ICMP probes of 127.0.0.1. Its figure is the CPU
/// time of its process, its own API and text included: there is no other way to run a probe.
final class BlackboxExporter implements AutoCloseable {

    static final String PROGRAM = "prometheus-blackbox-exporter";
    private static final String CONFIG = """
            modules: {icmp: {prober: icmp, timeout: 2s, icmp: {preferred_ip_protocol: ip4}}}
            """;
    private static final int PROBES = 300;
    private static final int TRIES_MAX = 100;
    private static final long TRY_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI probe;

    private BlackboxExporter(Process process, int port) {
        this.process = process;
        this.probe = URI.create("http://127.0.0.1:" + port + "/probe?module=icmp&target=127.0.0.1");
    }

    /// Starts one; its configuration goes to `config`.
    static BlackboxExporter start(Path config) throws IOException, InterruptedException {
        Files.writeString(config, CONFIG);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(PROGRAM, "--config.file=" + config,
                "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        BlackboxExporter exporter = new BlackboxExporter(process, port);
        for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
            try {
                if (exporter.isGood()) {
                    return exporter;
                }
            } catch (IOException _) {
                process.waitFor(TRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        exporter.close();
        throw new IOException(PROGRAM + " makes no good probe here");
    }

    private boolean isGood() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(probe).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.body().contains("\nprobe_success 1");
    }

    /// CPU nanoseconds per probe.
    double nanos() throws IOException, InterruptedException {
        long before = cpuNanos();
        for (int i = 0; i < PROBES; i++) {
            if (!isGood()) {
                throw new IOException("a probe of " + PROGRAM + " failed");
            }
        }
        return (double) (cpuNanos() - before) / PROBES;
    }

    /// To 10 ms, the kernel's own step.
    private long cpuNanos() throws IOException {
        return process.info().totalCpuDuration().map(Duration::toNanos)
                .orElseThrow(() -> new IOException(PROGRAM + " ended"));
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
    }
}

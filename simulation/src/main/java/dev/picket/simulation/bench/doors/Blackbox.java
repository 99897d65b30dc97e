package dev.picket.simulation.bench.doors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// blackbox_exporter as Debian packages it, in a process of its own.
final class Blackbox implements AutoCloseable {

    private static final String COMMAND = "prometheus-blackbox-exporter";
    private static final Map<String, String> MODULES = Map.of("http", "http_2xx", "tcp",
            "tcp_connect");
    private static final String CONFIGURATION = "modules: {http_2xx: {prober: http}, "
            + "tcp_connect: {prober: tcp}}\n";
    private static final double NANOS_PER_MICRO = 1_000;

    private final Process process;
    private final Path configuration;
    private final URI base;
    private final HttpClient client = HttpClient.newHttpClient();

    private Blackbox(Process process, Path configuration, int port) {
        this.process = process;
        this.configuration = configuration;
        this.base = URI.create("http://127.0.0.1:" + port + "/");
    }

    /// Empty where it is not installed.
    static Optional<Blackbox> start() throws IOException, InterruptedException {
        Optional<Path> command = Stream.of("/usr/bin", "/usr/local/bin")
                .map(folder -> Path.of(folder, COMMAND)).filter(Files::isExecutable).findFirst();
        if (command.isEmpty()) {
            return Optional.empty();
        }
        Path configuration = Files.createTempFile("picket-bench", ".yml");
        Files.writeString(configuration, CONFIGURATION);
        int port = LocalServer.freePort();
        Process process = new ProcessBuilder(List.of(command.get().toString(),
                "--config.file=" + configuration, "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Listening.await(port, process);
        return Optional.of(new Blackbox(process, configuration, port));
    }

    /// Its CPU time per probe over `probes` good ones.
    double cpuMicros(String kind, LocalServer server, int probes)
            throws IOException, InterruptedException {
        String target = kind.equals("http") ? "http://" + server.address() + "/" : server.address();
        HttpRequest request = HttpRequest.newBuilder(base.resolve("probe?module="
                + MODULES.get(kind) + "&target=" + target)).timeout(Duration.ofSeconds(30)).build();
        long before = cpuNanos();
        for (int i = 0; i < probes; i++) {
            String body = client.send(request, BodyHandlers.ofString()).body();
            if (!body.contains("probe_success 1")) {
                throw new IllegalStateException("a probe of blackbox_exporter was not good");
            }
        }
        return (cpuNanos() - before) / NANOS_PER_MICRO / probes;
    }

    private long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            Files.deleteIfExists(configuration);
        } catch (IOException _) {
            configuration.toFile().deleteOnExit();
        }
    }
}

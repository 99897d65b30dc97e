package dev.picket.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import dev.picket.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A Prometheus of Debian's package as a child process, scraping one target every second.
final class RealPrometheus implements AutoCloseable {

    private static final int POLLS_MAX = 100;
    private static final long POLL_MILLIS = 100;

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    private RealPrometheus(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static RealPrometheus scraping(String target, Path rules, Path folder) throws Exception {
        String address = "127.0.0.1:" + freePort();
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(config, """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                  - job_name: picket
                    static_configs: [{targets: ['%s']}]
                """.formatted(rules, target));
        Process process = new ProcessBuilder("prometheus", "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=" + address,
                "--log.level=warn").redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile()).start();
        RealPrometheus prometheus = new RealPrometheus(process, address);
        prometheus.awaitReady();
        return prometheus;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws Exception {
        for (int poll = 0; poll < POLLS_MAX; poll++) {
            try {
                if (get("/-/ready").statusCode() == 200) {
                    return;
                }
            } catch (ConnectException _) {
                assert process.isAlive() : "Prometheus did not start";
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException("Prometheus was not ready in time");
    }

    /// The result vector of an instant query; a refused query throws with Prometheus' own words.
    JsonNode query(String expression) throws Exception {
        HttpResponse<String> answer = get("/api/v1/query?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(expression + ": " + answer.body());
        }
        return Json.mapper().readTree(answer.body()).get("data").get("result");
    }

    JsonNode rules() throws Exception {
        return Json.mapper().readTree(get("/api/v1/rules").body()).get("data").get("groups");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Runs `promtool` with `input` on its standard input; what it printed, if it complained.
    static String complaints(String input, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "promtool";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = promtool.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream in = promtool.getInputStream()) {
            String printed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return promtool.waitFor() == 0 ? "" : printed;
        }
    }

    @Override
    public void close() throws Exception {
        client.close();
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}

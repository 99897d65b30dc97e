package dev.picket.dashboards.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.picket.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Grafana dashboard, provisioning and Prometheus rules, written as files.
public final class DashboardExport {

    private static final String DATA_SOURCES = """
            apiVersion: 1
            datasources:
              - name: Prometheus
                uid: picket-prometheus
                type: prometheus
                access: proxy
                url: http://127.0.0.1:9090
                jsonData: {timeInterval: 15s}
            """;
    private static final String PROVIDERS = """
            apiVersion: 1
            providers:
              - name: picket
                folder: Picket
                type: file
                allowUiUpdates: false
                options: {path: /var/lib/grafana/dashboards}
            """;

    private DashboardExport() {}

    /// Writes all files under `folder` and returns them in order.
    public static List<Path> writeTo(Path folder) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(path, file.getValue());
            written.add(path);
        }
        return List.copyOf(written);
    }

    /// The files by their path in the folder.
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("dashboards/" + OverviewDashboard.UID + ".json", pretty());
        files.put("provisioning/datasources/picket.yaml", DATA_SOURCES);
        files.put("provisioning/dashboards/picket.yaml", PROVIDERS);
        files.put("prometheus/picket-rules.yml", rules());
        return files;
    }

    /// Rules that watch Picket itself and repeat its incidents; the first page never depends on
    /// them.
    private static String rules() {
        try (InputStream stream = DashboardExport.class.getResourceAsStream("picket-rules.yml")) {
            if (stream == null) {
                throw new IllegalStateException("picket-rules.yml is missing from the module");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pretty() {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter()
                    .writeValueAsString(OverviewDashboard.json()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of our own is always JSON", e);
        }
    }
}

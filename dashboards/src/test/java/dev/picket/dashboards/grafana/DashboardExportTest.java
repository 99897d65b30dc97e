package dev.picket.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardExportTest {

    private final JsonNode dashboard = OverviewDashboard.json();

    @TempDir
    Path folder;

    @Test
    void writesOneDashboardItsProvisioningAndTheRules() throws Exception {
        List<Path> files = DashboardExport.writeTo(folder);

        assertThat(files.stream().map(file -> folder.relativize(file).toString()))
                .containsExactly("dashboards/picket-overview.json",
                        "provisioning/datasources/picket.yaml",
                        "provisioning/dashboards/picket.yaml", "prometheus/picket-rules.yml");
        assertThat(files).allMatch(Files::isRegularFile);
    }

    @Test
    void everyPanelHasTitleDescriptionUnitAndTemplatedDataSource() {
        Set<String> titles = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            assertThat(titles.add(panel.get("title").asText())).isTrue();
            assertThat(panel.get("description").asText()).isNotBlank();
            assertThat(panel.get("fieldConfig").get("defaults").get("unit").asText())
                    .isNotBlank();
            assertThat(panel.get("datasource").get("uid").asText()).isEqualTo("$datasource");
        }
    }

    @Test
    void everyExpressionChoosesJobAndInstanceAndRatesUseTheRateInterval() {
        for (JsonNode panel : dashboard.get("panels")) {
            String expression = panel.get("targets").get(0).get("expr").asText();
            assertThat(expression).contains("job=~\"$job\",instance=~\"$instance\"");
            if (expression.contains("rate(")) {
                assertThat(expression).contains("[$__rate_interval]");
            }
        }
    }

    @Test
    void panelsFillTheGridWithoutOverlap() {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            JsonNode grid = panel.get("gridPos");
            assertThat(grid.get("x").asInt() + grid.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < grid.get("w").asInt(); x++) {
                for (int y = 0; y < grid.get("h").asInt(); y++) {
                    assertThat(taken.add((grid.get("x").asInt() + x) + ","
                            + (grid.get("y").asInt() + y))).isTrue();
                }
            }
        }
    }

    @Test
    void isAClassicDashboardThatCannotBeEditedInPlace() {
        assertThat(dashboard.get("schemaVersion").asInt()).isEqualTo(41);
        assertThat(dashboard.get("uid").asText()).isEqualTo("picket-overview");
        assertThat(dashboard.get("editable").asBoolean()).isFalse();
        assertThat(StreamSupport.stream(dashboard.get("templating").get("list").spliterator(),
                false).map(variable -> variable.get("name").asText()))
                .containsExactly("datasource", "job", "instance", "region");
        JsonNode annotation = dashboard.get("annotations").get("list").get(0);
        assertThat(annotation.get("useValueForTime").asBoolean()).isTrue();
        assertThat(annotation.get("expr").asText()).endsWith("* 1000");
    }
}

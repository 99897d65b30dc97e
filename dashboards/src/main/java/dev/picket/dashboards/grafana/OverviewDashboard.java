package dev.picket.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.platform.json.Json;

/// The overview as a Grafana dashboard file of the Classic schema: file provisioning refuses the
/// newer one (grafana issue 122663).
final class OverviewDashboard {

    static final String UID = "picket-overview";
    private static final int SCHEMA_VERSION = 41;
    private static final int COLUMNS = 24;
    private static final double BAD_RATIO = 0.05;
    private static final double WORSE_RATIO = 0.01;

    private OverviewDashboard() {}

    static ObjectNode json() {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("uid", UID).put("title", "Picket: overview")
                .put("description", "Probes, incidents, Machine create and Picket itself.")
                .put("schemaVersion", SCHEMA_VERSION).put("version", 1).put("editable", false)
                .put("graphTooltip", 1).put("refresh", "30s").put("timezone", "utc")
                .put("fiscalYearStartMonth", 0).put("liveNow", false).put("weekStart", "");
        root.putArray("tags").add("picket");
        root.putArray("links");
        root.putObject("time").put("from", "now-6h").put("to", "now");
        root.putObject("timepicker");
        variables(root.putObject("templating").putArray("list"));
        annotations(root.putObject("annotations").putArray("list"));
        panels(root.putArray("panels"));
        return root;
    }

    private static void variables(ArrayNode list) {
        ObjectNode source = list.addObject();
        source.put("name", "datasource").put("label", "Data source").put("type", "datasource")
                .put("query", "prometheus").put("hide", 0).put("refresh", 1).put("regex", "")
                .put("multi", false).put("includeAll", false).put("skipUrlSync", false);
        source.putObject("current");
        source.putArray("options");
        variable(list, "job", "Job", "label_values(picket_incidents_open, job)");
        variable(list, "instance", "Instance",
                "label_values(picket_incidents_open{job=~\"$job\"}, instance)");
        variable(list, "region", "Region",
                "label_values(picket_probe_attempts_total{job=~\"$job\"}, dst)");
    }

    private static void variable(ArrayNode list, String name, String label, String query) {
        ObjectNode variable = list.addObject();
        variable.put("name", name).put("label", label).put("type", "query").put("hide", 0)
                .put("refresh", 2).put("sort", 1).put("regex", "").put("multi", true)
                .put("includeAll", true).put("allValue", ".+").put("skipUrlSync", false)
                .put("definition", query);
        variable.set("datasource", datasource());
        variable.putObject("query").put("query", query).put("refId", name);
        ObjectNode current = variable.putObject("current");
        current.put("selected", true);
        current.putArray("text").add("All");
        current.putArray("value").add("$__all");
        variable.putArray("options");
    }

    private static void annotations(ArrayNode list) {
        ObjectNode incidents = list.addObject();
        incidents.put("name", "Incidents").put("enable", true).put("hide", false)
                .put("iconColor", "red")
                .put("expr", "picket_incident_start_timestamp_seconds{job=~\"$job\","
                        + "instance=~\"$instance\"} * 1000")
                .put("useValueForTime", true).put("step", "30s").put("titleFormat", "{{id}}")
                .put("textFormat", "{{severity}}: {{provider}} {{region}}")
                .put("tagKeys", "region,provider");
        incidents.set("datasource", datasource());
    }

    private static ObjectNode datasource() {
        return Json.mapper().createObjectNode().put("type", "prometheus").put("uid",
                "$datasource");
    }

    private static void panels(ArrayNode list) {
        int x = 0;
        int y = 0;
        int id = 1;
        for (Panel panel : OverviewPanels.all()) {
            ObjectNode node = list.addObject();
            node.put("id", id++).put("type", panel.shape().type()).put("title", panel.title())
                    .put("description", panel.description());
            node.set("datasource", datasource());
            node.putObject("gridPos").put("x", x).put("y", y).put("w", panel.width()).put("h",
                    panel.height());
            fields(node.putObject("fieldConfig"), panel);
            options(node.putObject("options"), panel.shape());
            targets(node.putArray("targets"), panel);
            transformations(node, panel.shape());
            x += panel.width();
            if (x >= COLUMNS) {
                x = 0;
                y += panel.height();
            }
        }
    }

    private static void fields(ObjectNode config, Panel panel) {
        ObjectNode defaults = config.putObject("defaults");
        defaults.put("unit", panel.unit());
        if (panel.shape() != Panel.Shape.TABLE) {
            defaults.put("min", 0);
        }
        ObjectNode thresholds = defaults.putObject("thresholds");
        thresholds.put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        steps.addObject().putNull("value").put("color", "green");
        if (panel.shape() == Panel.Shape.MATRIX) {
            steps.addObject().put("value", WORSE_RATIO).put("color", "yellow");
            steps.addObject().put("value", BAD_RATIO).put("color", "red");
            defaults.putObject("custom").putObject("cellOptions").put("type", "color-background")
                    .put("mode", "basic");
        }
        config.putArray("overrides");
    }

    private static void options(ObjectNode options, Panel.Shape shape) {
        switch (shape) {
            case STAT -> {
                options.put("colorMode", "none").put("graphMode", "none").put("textMode", "value")
                        .put("justifyMode", "auto").put("orientation", "auto");
                ObjectNode reduce = options.putObject("reduceOptions");
                reduce.put("values", false).put("fields", "");
                reduce.putArray("calcs").add("lastNotNull");
            }
            case LINES -> {
                ObjectNode legend = options.putObject("legend");
                legend.put("displayMode", "list").put("placement", "bottom").put("showLegend",
                        true);
                legend.putArray("calcs");
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case TABLE, MATRIX -> options.put("showHeader", true).put("cellHeight", "sm");
        }
    }

    private static void targets(ArrayNode targets, Panel panel) {
        boolean table = panel.shape() == Panel.Shape.TABLE || panel.shape() == Panel.Shape.MATRIX;
        char ref = 'A';
        for (Panel.Query query : panel.queries()) {
            ObjectNode target = targets.addObject();
            target.put("refId", String.valueOf(ref++)).put("expr", query.expression())
                    .put("legendFormat", query.legend()).put("instant", table)
                    .put("range", !table).put("format", table ? "table" : "time_series")
                    .put("editorMode", "code");
            target.set("datasource", datasource());
        }
    }

    private static void transformations(ObjectNode node, Panel.Shape shape) {
        ArrayNode list = node.putArray("transformations");
        if (shape == Panel.Shape.MATRIX) {
            ObjectNode matrix = list.addObject();
            matrix.put("id", "groupingToMatrix");
            matrix.putObject("options").put("rowField", "src").put("columnField", "dst")
                    .put("valueField", "Value").put("emptyValue", "null");
        }
    }
}

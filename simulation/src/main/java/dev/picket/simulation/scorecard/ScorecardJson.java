package dev.picket.simulation.scorecard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.picket.platform.json.Json;
import dev.picket.simulation.scorecard.Exhibit.Curve;
import java.util.Optional;

/// A scorecard as the one JSON document of `scorecard --json`. A number that was not measured is
/// null, and so is a delay that never ended.
public final class ScorecardJson {

    private ScorecardJson() {}

    public static ObjectNode of(Scorecard card) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("scorecard", card.effort().name()).put("seed", card.seed()).put("holds",
                card.holds());
        ArrayNode results = node.putArray("results");
        card.rows().forEach(row -> add(results.addObject(), row));
        ArrayNode grids = node.putArray("grids");
        ArrayNode plots = node.putArray("plots");
        card.exhibits().forEach(exhibit -> {
            switch (exhibit) {
                case Exhibit.Grid grid -> {
                    ObjectNode to = grids.addObject().put("title", grid.title());
                    ArrayNode rows = to.putArray("rows");
                    grid.cells().forEach(cells -> cells.forEach(rows.addArray()::add));
                }
                case Exhibit.Plot plot -> add(plots.addObject(), plot);
            }
        });
        return node;
    }

    private static void add(ObjectNode node, Row row) {
        node.put("id", row.id()).put("section", row.section()).put("measure", row.measure())
                .put("unit", row.unit());
        put(node, "measured", row.value());
        put(node, "low", row.interval().low());
        put(node, "high", row.interval().high());
        node.put("n", row.n());
        bar(node, "hold", row.hold());
        node.put("holds", row.holds().orElse(null));
        bar(node, "stretch", row.stretch());
        node.put("stretches", row.stretches().orElse(null));
        node.put("note", row.note());
    }

    private static void bar(ObjectNode node, String name, Optional<Bar> bar) {
        node.put(name, bar.map(Bar::text).orElse(null));
    }

    private static void add(ObjectNode node, Exhibit.Plot plot) {
        node.put("title", plot.title()).put("x", plot.xLabel()).put("y", plot.yLabel());
        ArrayNode curves = node.putArray("curves");
        for (Curve curve : plot.curves()) {
            ObjectNode to = curves.addObject().put("name", curve.name());
            ArrayNode points = to.putArray("points");
            curve.points().forEach(point -> points.addArray().add(point.x()).add(point.y()));
        }
    }

    private static void put(ObjectNode node, String name, double value) {
        node.put(name, Double.isFinite(value) ? Double.valueOf(value) : null);
    }
}

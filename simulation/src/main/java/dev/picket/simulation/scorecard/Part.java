package dev.picket.simulation.scorecard;

import java.util.List;

/// What a section measured: rows for the table, and exhibits beside it.
record Part(List<Row> rows, List<Exhibit> exhibits) {

    Part {
        rows = List.copyOf(rows);
        exhibits = List.copyOf(exhibits);
    }

    static Part of(List<Row> rows) {
        return new Part(rows, List.of());
    }
}

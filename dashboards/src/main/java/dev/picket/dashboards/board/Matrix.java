package dev.picket.dashboards.board;

import dev.picket.model.topology.ProbeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Sources by regions for one probe kind, summed over a window that ends at `at`. Rows and columns
/// are ordered by provider, so that a common provider shows as a block.
///
/// @param providers the first provider of each column's region, for the order and its patterns
public record Matrix(ProbeKind kind, Instant at, Duration window, List<String> rows,
        List<String> columns, List<String> providers, List<List<Cell>> cells) {

    public Matrix {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        providers = List.copyOf(providers);
        cells = cells.stream().map(List::copyOf).toList();
    }

    /// What was seen from one source to one region.
    public record Cell(CellState state, Count count) {

        static final Cell NOT_WATCHED = new Cell(CellState.NOT_WATCHED, Count.NONE);
    }

    public Cell cell(int row, int column) {
        return cells.get(row).get(column);
    }

    public boolean hasData() {
        return all().anyMatch(cell -> !cell.count().isEmpty());
    }

    public Stream<Cell> all() {
        return cells.stream().flatMap(List::stream);
    }
}

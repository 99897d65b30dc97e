package dev.picket.dashboards.board;

import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which paths make up which cell of the matrix of one probe kind.
final class MatrixLayout {

    private final ProbeKind kind;
    private final List<String> rows;
    private final List<String> columns;
    private final List<String> providers;
    /// Path numbers by row and column.
    private final List<List<List<Integer>>> paths;

    private MatrixLayout(ProbeKind kind, List<String> rows, List<String> columns,
            List<String> providers, List<List<List<Integer>>> paths) {
        this.kind = kind;
        this.rows = rows;
        this.columns = columns;
        this.providers = providers;
        this.paths = paths;
    }

    /// The layout of `kind`, or empty where no path is of that kind.
    static Optional<MatrixLayout> of(Topology topology, ProbeKind kind) {
        TreeMap<String, TreeMap<String, List<Integer>>> byRow = new TreeMap<>();
        TreeSet<String> regions = new TreeSet<>();
        List<Route> routes = topology.routes();
        for (int i = 0; i < routes.size(); i++) {
            Path path = routes.get(i).path();
            if (path.kind() == kind) {
                String region = topology.targetOf(path).region();
                regions.add(region);
                byRow.computeIfAbsent(source(topology, path), _ -> new TreeMap<>())
                        .computeIfAbsent(region, _ -> new ArrayList<>()).add(i);
            }
        }
        if (byRow.isEmpty()) {
            return Optional.empty();
        }
        Comparator<String> order = Comparator
                .comparing((String name) -> provider(topology, name).isEmpty())
                .thenComparing(name -> provider(topology, name))
                .thenComparing(Comparator.naturalOrder());
        List<String> rows = byRow.keySet().stream().sorted(order).toList();
        List<String> columns = regions.stream().sorted(order).toList();
        List<List<List<Integer>>> paths = rows.stream()
                .map(row -> columns.stream()
                        .map(column -> List
                                .copyOf(byRow.getOrDefault(row, new TreeMap<>())
                                        .getOrDefault(column, List.of())))
                        .toList())
                .toList();
        return Optional.of(new MatrixLayout(kind, rows, columns,
                columns.stream().map(name -> provider(topology, name)).toList(), paths));
    }

    /// The row of a path: its vantage's region, or the vantage itself where it stands outside.
    static String source(Topology topology, Path path) {
        return topology.vantageOf(path).region().orElse(path.vantage());
    }

    private static String provider(Topology topology, String region) {
        RegionSpec spec = topology.network().regions().get(region);
        return spec == null || spec.providers().isEmpty() ? "" : spec.providers().getFirst();
    }

    /// The matrix of the last steps, of which the one that holds `now` is the newest.
    Matrix sum(List<PathWindow> windows, Instant now, StepGrid grid) {
        long lastStep = grid.stepOf(now);
        long firstStep = lastStep - grid.matrixSteps() + 1;
        List<List<Matrix.Cell>> cells = new ArrayList<>();
        for (List<List<Integer>> row : paths) {
            cells.add(row.stream().map(cell -> cell(cell, windows, firstStep, lastStep)).toList());
        }
        return new Matrix(kind, now, grid.matrixWindow(), rows, columns, providers,
                cells);
    }

    private Matrix.Cell cell(List<Integer> members, List<PathWindow> windows, long first,
            long last) {
        if (members.isEmpty()) {
            return Matrix.Cell.NOT_WATCHED;
        }
        Count sum = Count.NONE;
        for (int member : members) {
            sum = sum.plus(windows.get(member).sum(first, last));
        }
        return new Matrix.Cell(CellState.of(kind, sum), sum);
    }
}

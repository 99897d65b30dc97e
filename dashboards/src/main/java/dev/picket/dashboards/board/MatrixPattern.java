package dev.picket.dashboards.board;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the shape of the bad cells of a matrix says, in words.
///
/// A bad row is its source or what that source alone uses; a bad column is the destination; both
/// together is a region cut off; a block of regions that share a provider is that provider; all
/// cells bad is rarely the network. The idea is Pingmesh's (SIGCOMM 2015, §5).
public final class MatrixPattern {

    private static final double FULL_MIN = 0.7;
    /// A full row of a region whose column is bad in part too is no fault of one direction.
    private static final double PART_MIN = 0.4;
    private static final double ALL_MIN = 0.8;
    private static final double STRAY_MAX = 0.2;
    private static final int NAMES_MAX = 4;

    private final Matrix matrix;
    private int bad;
    private int seen;

    private MatrixPattern(Matrix matrix) {
        this.matrix = matrix;
        matrix.all().filter(cell -> !cell.count().isEmpty()).forEach(cell -> {
            seen++;
            bad += isBad(cell) ? 1 : 0;
        });
    }

    /// One sentence for the picture's head.
    public static String words(Matrix matrix) {
        return new MatrixPattern(matrix).words();
    }

    private String words() {
        if (seen == 0) {
            return "No data: nothing can be said.";
        }
        if (bad == 0) {
            return "No bad cell.";
        }
        if (bad == 1) {
            return single();
        }
        if (bad >= ALL_MIN * seen) {
            return "Nearly all cells are bad: look at the probers, name lookup or the control"
                    + " plane before the network.";
        }
        Set<String> rows = full(true, FULL_MIN);
        Set<String> columns = full(false, FULL_MIN);
        Set<String> both = new LinkedHashSet<>(full(true, PART_MIN));
        both.retainAll(full(false, PART_MIN));
        both.removeIf(name -> !rows.contains(name) && !columns.contains(name));
        if (!both.isEmpty() && both.size() <= NAMES_MAX) {
            return "Row and column " + names(both) + " are bad: the region itself, or what all its"
                    + " paths share.";
        }
        if (!columns.isEmpty() && columns.size() <= NAMES_MAX) {
            return "Column " + names(columns) + " is bad: the fault lies at the destination.";
        }
        if (!rows.isEmpty() && rows.size() <= NAMES_MAX) {
            return "Row " + names(rows) + " is bad: the fault lies at the source or its own"
                    + " upstream.";
        }
        return shared();
    }

    private String single() {
        for (int row = 0; row < matrix.rows().size(); row++) {
            for (int column = 0; column < matrix.columns().size(); column++) {
                if (isBad(matrix.cell(row, column))) {
                    return "1 of " + seen + " cells is bad: look at the paths from "
                            + matrix.rows().get(row) + " to " + matrix.columns().get(column)
                            + ".";
                }
            }
        }
        return "1 of " + seen + " cells is bad.";
    }

    private String shared() {
        for (String provider : new TreeSet<>(matrix.providers())) {
            if (!provider.isEmpty() && isBlock(provider)) {
                return "The block of regions served by " + provider
                        + " is bad: the provider they share.";
            }
        }
        for (String region : matrix.columns()) {
            if (touching(region) >= (1 - STRAY_MAX) * bad && bad > 1) {
                return bad + " cells are bad, nearly all from or to " + region
                        + ": something only some of its paths use, such as one upstream provider.";
            }
        }
        return bad + " of " + seen + " cells are bad and form no row, column or block: look for a"
                + " provider that only those paths cross.";
    }

    private Set<String> full(boolean byRow, double min) {
        List<String> names = byRow ? matrix.rows() : matrix.columns();
        int others = byRow ? matrix.columns().size() : matrix.rows().size();
        Set<String> full = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            List<Matrix.Cell> line = new ArrayList<>();
            for (int j = 0; j < others; j++) {
                line.add(byRow ? matrix.cell(i, j) : matrix.cell(j, i));
            }
            long with = line.stream().filter(cell -> !cell.count().isEmpty()).count();
            long worse = line.stream().filter(MatrixPattern::isBad).count();
            if (with > 1 && worse >= min * with) {
                full.add(names.get(i));
            }
        }
        return full;
    }

    private boolean isBlock(String provider) {
        Set<String> members = new TreeSet<>();
        for (int i = 0; i < matrix.columns().size(); i++) {
            if (matrix.providers().get(i).equals(provider)) {
                members.add(matrix.columns().get(i));
            }
        }
        int inside = 0;
        int insideBad = 0;
        for (int row = 0; row < matrix.rows().size(); row++) {
            for (int column = 0; column < matrix.columns().size(); column++) {
                Matrix.Cell cell = matrix.cell(row, column);
                if (!cell.count().isEmpty() && members.contains(matrix.rows().get(row))
                        && members.contains(matrix.columns().get(column))) {
                    inside++;
                    insideBad += isBad(cell) ? 1 : 0;
                }
            }
        }
        return inside > 1 && insideBad >= FULL_MIN * inside && bad - insideBad <= STRAY_MAX * bad;
    }

    private int touching(String region) {
        int touching = 0;
        for (int row = 0; row < matrix.rows().size(); row++) {
            for (int column = 0; column < matrix.columns().size(); column++) {
                boolean touches = matrix.rows().get(row).equals(region)
                        || matrix.columns().get(column).equals(region);
                touching += touches && isBad(matrix.cell(row, column)) ? 1 : 0;
            }
        }
        return touching;
    }

    private static boolean isBad(Matrix.Cell cell) {
        return cell.state() == CellState.BAD || cell.state() == CellState.WORSE;
    }

    private static String names(Set<String> names) {
        return names.stream().collect(Collectors.joining(", "));
    }
}

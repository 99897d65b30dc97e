package dev.picket.dashboards.page;

import dev.picket.dashboards.board.CellState;
import dev.picket.dashboards.board.Matrix;
import dev.picket.dashboards.board.MatrixPattern;
import java.util.ArrayList;
import java.util.List;

/// Matrices as tables in words.
final class MatrixTables {

    private MatrixTables() {}

    static List<OperatorModel.MatrixTable> tables(List<Matrix> matrices) {
        return matrices.stream().map(MatrixTables::table).toList();
    }

    static List<OperatorModel.MatrixPair> pairs(List<Matrix> now, List<Matrix> atOpening) {
        return now.stream()
                .map(matrix -> new OperatorModel.MatrixPair(table(matrix),
                        tables(atOpening.stream().filter(then -> then.kind() == matrix.kind())
                                .toList())))
                .toList();
    }

    private static OperatorModel.MatrixTable table(Matrix matrix) {
        List<OperatorModel.MatrixRow> rows = new ArrayList<>();
        for (int i = 0; i < matrix.rows().size(); i++) {
            List<OperatorModel.MatrixCell> cells = new ArrayList<>();
            for (int j = 0; j < matrix.columns().size(); j++) {
                cells.add(cell(matrix, i, j));
            }
            rows.add(new OperatorModel.MatrixRow(matrix.rows().get(i), cells));
        }
        return new OperatorModel.MatrixTable(caption(matrix), MatrixPattern.words(matrix),
                matrix.columns(), rows);
    }

    private static String caption(Matrix matrix) {
        String what = matrix.kind().countsPackets()
                ? "Packet loss"
                : matrix.kind().words() + " failures";
        return what + ", %, " + Format.length(matrix.window()) + " to "
                + Format.time(matrix.at()) + " UTC";
    }

    private static OperatorModel.MatrixCell cell(Matrix matrix, int row, int column) {
        Matrix.Cell cell = matrix.cell(row, column);
        String words = matrix.rows().get(row) + " to " + matrix.columns().get(column) + ": "
                + cell.state().label();
        return switch (cell.state()) {
            case NOT_WATCHED, NO_DATA -> new OperatorModel.MatrixCell(css(cell.state()),
                    cell.state().glyph(), "", words);
            case GOOD, WORSE, BAD -> new OperatorModel.MatrixCell(css(cell.state()),
                    cell.state().glyph(), number(cell.count().ratio()), words + ", "
                            + cell.count().bad() + " bad of " + cell.count().trials() + ", "
                            + cell.count().shareText());
        };
    }

    static String css(CellState state) {
        return switch (state) {
            case GOOD -> "good";
            case WORSE -> "worse";
            case BAD -> "bad";
            case NO_DATA -> "nodata";
            case NOT_WATCHED -> "unwatched";
        };
    }

    private static String number(double ratio) {
        double percent = ratio * 100;
        return percent > 0 && percent < 1 ? "<1" : String.valueOf(Math.round(percent));
    }
}

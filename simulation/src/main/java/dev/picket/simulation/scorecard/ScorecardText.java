package dev.picket.simulation.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A scorecard as lines of text.
public final class ScorecardText {

    private static final int MEASURE_COLUMNS = 52;

    private ScorecardText() {}

    public static List<String> lines(Scorecard card) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s scorecard, seed %d", card.effort().name(),
                card.seed()));
        String section = "";
        for (Row row : card.rows()) {
            if (!row.section().equals(section)) {
                section = row.section();
                lines.add("");
                lines.add(String.format(Locale.ROOT, "%-" + MEASURE_COLUMNS
                        + "s %9s %-19s %6s  %-22s %-22s", section, "value", "95 %", "n", "hold",
                        "stretch"));
            }
            lines.add(line(row));
        }
        for (Exhibit exhibit : card.exhibits()) {
            if (exhibit instanceof Exhibit.Grid grid) {
                lines.add("");
                lines.addAll(lines(grid));
            }
        }
        long held = card.rows().stream().filter(row -> row.holds().orElse(false)).count();
        long barred = card.rows().stream().filter(row -> row.holds().isPresent()).count();
        lines.add("");
        lines.add(held + " of " + barred + " bars reached");
        return lines;
    }

    private static String line(Row row) {
        return String.format(Locale.ROOT, "%-" + MEASURE_COLUMNS + "s %9s %-19s %6d  %-22s %-22s%s",
                row.measure() + (row.unit().isEmpty() ? "" : ", " + row.unit()),
                Row.number(row.value()),
                Row.number(row.interval().low()) + " to " + Row.number(row.interval().high()),
                row.n(),
                row.hold().map(bar -> bar.text() + word(row.holds().orElse(false))).orElse(""),
                row.stretch().map(bar -> bar.text() + word(row.stretches().orElse(false)))
                        .orElse(""),
                row.note().isEmpty() ? "" : "  (" + row.note() + ")").stripTrailing();
    }

    private static String word(boolean holds) {
        return holds ? " holds" : " FAILS";
    }

    static List<String> lines(Exhibit.Grid grid) {
        int columns = grid.cells().stream().mapToInt(List::size).max().orElse(0);
        int[] width = new int[columns];
        for (List<String> row : grid.cells()) {
            for (int i = 0; i < row.size(); i++) {
                width[i] = Math.max(width[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>(List.of(grid.title()));
        for (List<String> row : grid.cells()) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < row.size(); i++) {
                line.append(String.format(Locale.ROOT, i == 0
                        ? "%-" + width[i] + "s"
                        : "  %"
                                + width[i] + "s",
                        row.get(i)));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}

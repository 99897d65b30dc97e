package dev.picket.detector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The cells of one tick's tallies that have no code of one byte: a list in series order, or one
/// place for every series where they are many.
final class RareTallies {

    private static final int FIRST = 16;
    /// With more than a series in so many a place for each costs less than the list.
    private static final int PLACES_FROM = 4;

    private final int all;
    private int[] series = new int[FIRST];
    private char[] cell = new char[FIRST];
    private int count;
    private char @Nullable [] places;

    RareTallies(int all) {
        this.all = all;
    }

    void clear() {
        count = 0;
        places = null;
    }

    void put(int i, char value) {
        if (places == null && count >= Math.max(FIRST, all / PLACES_FROM)) {
            spread();
        }
        if (places != null) {
            places[i] = value;
            return;
        }
        int at = count == 0 || series[count - 1] < i ? count : place(i);
        if (at == count || series[at] != i) {
            makeRoom(at);
            series[at] = i;
        }
        cell[at] = value;
    }

    private void spread() {
        char[] spread = new char[all];
        for (int j = 0; j < count; j++) {
            spread[series[j]] = cell[j];
        }
        places = spread;
        series = new int[FIRST];
        cell = new char[FIRST];
        count = 0;
    }

    private void makeRoom(int at) {
        if (count == series.length) {
            series = Arrays.copyOf(series, 2 * count);
            cell = Arrays.copyOf(cell, 2 * count);
        }
        System.arraycopy(series, at, series, at + 1, count - at);
        System.arraycopy(cell, at, cell, at + 1, count - at);
        count++;
    }

    /// Where in the list a series is, or belongs.
    private int place(int i) {
        int found = Arrays.binarySearch(series, 0, count, i);
        return found >= 0 ? found : ~found;
    }

    int cell(int i) {
        if (places != null) {
            return places[i];
        }
        int at = place(i);
        return at < count && series[at] == i ? cell[at] : Cells.NONE;
    }

    /// Takes a rare tally.
    interface Visitor {
        void visit(int i, int cell);
    }

    /// Every rare tally of the series from one up to before another, in order.
    void each(int from, int until, Visitor visitor) {
        for (int j = place(from); j < count && series[j] < until; j++) {
            visitor.visit(series[j], cell[j]);
        }
        for (int i = from; places != null && i < until; i++) {
            if (places[i] != Cells.NONE) {
                visitor.visit(i, places[i]);
            }
        }
    }

    void markAll(boolean[] cells) {
        for (int j = 0; j < count; j++) {
            cells[cell[j]] = true;
        }
        if (places != null) {
            for (char one : places) {
                cells[one] = true;
            }
        }
    }
}

package dev.picket.detector;

import java.util.Arrays;

/// The tallies of the last ticks, each as the cell of its k and of the table that judged it when it
/// came: two bytes a tick and series.
final class TallyRing {

    /// Ticks kept; a fault older than this keeps the onset found while it was younger.
    static final int TICKS = 64;

    private static final long NEVER = Long.MIN_VALUE;

    private final int series;
    private final Cells cells;
    private final char[] cellOf;
    private final long[] tickOf = new long[TICKS];
    private long reclaimedTick = NEVER;
    private long leftOut;

    TallyRing(int series, EvidenceTables tables) {
        this.series = series;
        this.cells = new Cells(tables);
        this.cellOf = new char[TICKS * series];
        Arrays.fill(tickOf, NEVER);
    }

    /// Opens a tick, overwriting the oldest.
    void begin(long tick) {
        int slot = slot(tick);
        tickOf[slot] = tick;
        Arrays.fill(cellOf, slot * series, (slot + 1) * series, (char) Cells.NONE);
    }

    void put(long tick, int i, int table, int badTrials) {
        int cell = cells.of(table, badTrials);
        if (cell == Cells.NONE && reclaimedTick != tick) {
            reclaimedTick = tick;
            reclaim();
            cell = cells.of(table, badTrials);
        }
        leftOut += cell == Cells.NONE ? 1 : 0;
        cellOf[slot(tick) * series + i] = (char) cell;
    }

    private void reclaim() {
        boolean[] inUse = new boolean[Cells.MAX_CELLS];
        for (char cell : cellOf) {
            inUse[cell] = true;
        }
        cells.keepOnly(inUse);
    }

    boolean holds(long tick) {
        return tickOf[slot(tick)] == tick;
    }

    boolean has(long tick, int i) {
        return cell(tick, i) != Cells.NONE;
    }

    /// The table of a tally; ask [#has] first.
    EvidenceTable table(long tick, int i) {
        return cells.table(cell(tick, i));
    }

    int bad(long tick, int i) {
        return cells.bad(cell(tick, i));
    }

    /// The cell of a tally, [Cells#NONE] where there is none.
    int cell(long tick, int i) {
        return cellOf[slot(tick) * series + i];
    }

    /// The number that the table of a tally had; ask [#has] first.
    int tableId(long tick, int i) {
        return cells.tableId(cell(tick, i));
    }

    Cells cells() {
        return cells;
    }

    /// Tallies that found no cell.
    long leftOut() {
        return leftOut;
    }

    private static int slot(long tick) {
        return Math.floorMod(tick, TICKS);
    }
}

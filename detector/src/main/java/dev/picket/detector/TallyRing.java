package dev.picket.detector;

import java.util.Arrays;

/// The tallies of the last ticks, each with the table that judged it when it came.
final class TallyRing {

    /// Ticks kept; a fault older than this keeps the onset found while it was younger.
    static final int TICKS = 64;

    private static final long NEVER = Long.MIN_VALUE;

    private final int series;
    private final EvidenceTables tables;
    private final int[] tableId;
    private final short[] bad;
    private final long[] tickOf = new long[TICKS];

    TallyRing(int series, EvidenceTables tables) {
        this.series = series;
        this.tables = tables;
        this.tableId = new int[TICKS * series];
        this.bad = new short[TICKS * series];
        Arrays.fill(tableId, -1);
        Arrays.fill(tickOf, NEVER);
    }

    /// Opens a tick, overwriting the oldest.
    void begin(long tick) {
        int slot = slot(tick);
        tickOf[slot] = tick;
        Arrays.fill(tableId, slot * series, (slot + 1) * series, -1);
    }

    void put(long tick, int i, int table, int badTrials) {
        int at = slot(tick) * series + i;
        tableId[at] = table;
        bad[at] = (short) badTrials;
    }

    boolean holds(long tick) {
        return tickOf[slot(tick)] == tick;
    }

    boolean has(long tick, int i) {
        return tableId[slot(tick) * series + i] >= 0;
    }

    /// The table of a tally; ask [#has] first.
    EvidenceTable table(long tick, int i) {
        return tables.table(tableId[slot(tick) * series + i]);
    }

    /// The number of that table.
    int tableId(long tick, int i) {
        return tableId[slot(tick) * series + i];
    }

    int bad(long tick, int i) {
        return bad[slot(tick) * series + i];
    }

    private static int slot(long tick) {
        return Math.floorMod(tick, TICKS);
    }
}

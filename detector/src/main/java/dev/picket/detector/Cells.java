package dev.picket.detector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Every pair of a table and k that a kept tally has, under a number of two bytes, with what the
/// statistics need of it laid out flat.
///
/// Idea: the same few thousand pairs come back all the time, so a tally is kept as the number of
/// its pair, and the tick's work is a look-up. Cell 0 is *no tally*: evidence 1, gain 0.
/// Refused: table and k beside each other in the ring, which is twice the memory.
final class Cells {

    /// No tally.
    static final int NONE = 0;
    /// Cells at most; a tally that finds none free is left out and counted.
    static final int MAX_CELLS = 1 << 16;
    /// Numbers from one cell to the next in [#evidence] and [#gain].
    static final int POINTS = HarmGrid.MAX_POINTS;
    /// Numbers from one cell to the next in [#log].
    static final int LOGS = HarmGrid.MAX_POINTS * Screen.SHARES.length;

    private static final int FIRST_CELLS = 1 << 10;

    private final EvidenceTables tables;
    private @Nullable EvidenceTable[] tableOf = new EvidenceTable[FIRST_CELLS];
    private short[] tableId = new short[FIRST_CELLS];
    private short[] badOf = new short[FIRST_CELLS];
    private double[] evidence = new double[FIRST_CELLS * POINTS];
    private long[] gain = new long[FIRST_CELLS * POINTS];
    private long[] log = new long[FIRST_CELLS * LOGS];
    private long[] begun = new long[FIRST_CELLS * POINTS];
    /// By table number: the table it stood for, and the cell of each k (0: none yet).
    private @Nullable EvidenceTable[] known = new EvidenceTable[64];
    private char[][] cellOf = new char[64][];
    private int used = 1;
    private int[] free = new int[0];
    private int freeCount;

    Cells(EvidenceTables tables) {
        this.tables = tables;
        Arrays.fill(evidence, 0, POINTS, 1);
    }

    /// The cell of k bad trials judged by a table, or [#NONE] where all cells are taken.
    int of(int id, int bad) {
        if (id >= known.length) {
            int size = Math.max(id + 1, 2 * known.length);
            known = Arrays.copyOf(known, size);
            cellOf = Arrays.copyOf(cellOf, size);
        }
        EvidenceTable table = tables.table(id);
        if (known[id] != table) {
            known[id] = table;
            cellOf[id] = new char[table.trials() + 1];
        }
        int cell = cellOf[id][bad];
        return cell != NONE ? cell : add(table, id, bad);
    }

    private int add(EvidenceTable table, int id, int bad) {
        int cell = freeCount > 0 ? free[--freeCount] : used < MAX_CELLS ? used++ : NONE;
        if (cell == NONE) {
            return NONE;
        }
        if (cell >= tableOf.length) {
            int size = 2 * tableOf.length;
            tableOf = Arrays.copyOf(tableOf, size);
            tableId = Arrays.copyOf(tableId, size);
            badOf = Arrays.copyOf(badOf, size);
            evidence = Arrays.copyOf(evidence, size * POINTS);
            gain = Arrays.copyOf(gain, size * POINTS);
            log = Arrays.copyOf(log, size * LOGS);
            begun = Arrays.copyOf(begun, size * POINTS);
        }
        cellOf[id][bad] = (char) cell;
        tableOf[cell] = table;
        tableId[cell] = (short) id;
        badOf[cell] = (short) bad;
        int points = table.grid().points();
        for (int q = 0; q < points; q++) {
            double e = table.evidence(bad, q);
            evidence[cell * POINTS + q] = e;
            gain[cell * POINTS + q] = FixedPoint.gain(e);
            begun[cell * POINTS + q] = FixedPoint.log(1 + Decision.BEGUN * (e - 1));
            for (int s = 0; s < Screen.SHARES.length; s++) {
                log[cell * LOGS + s * points + q] = FixedPoint
                        .log(1 + Screen.SHARES[s] * (e - 1));
            }
        }
        return cell;
    }

    /// Frees every cell that is not in use any more.
    void keepOnly(boolean[] inUse) {
        free = new int[used];
        freeCount = 0;
        for (int cell = used - 1; cell > NONE; cell--) {
            if (cell < inUse.length && inUse[cell]) {
                continue;
            }
            free[freeCount++] = cell;
            int id = tableId[cell];
            if (known[id] == tableOf[cell] && cellOf[id][badOf[cell]] == cell) {
                cellOf[id][badOf[cell]] = NONE;
            }
            tableOf[cell] = null;
        }
    }

    /// The table of a cell that is not [#NONE].
    EvidenceTable table(int cell) {
        EvidenceTable table = tableOf[cell];
        if (table == null) {
            throw new IllegalStateException("no tally in cell " + cell);
        }
        return table;
    }

    /// The number its table had when the tally came.
    int tableId(int cell) {
        return tableId[cell];
    }

    int bad(int cell) {
        return badOf[cell];
    }

    /// e of a cell and harm q at `cell · POINTS + q`.
    double[] evidence() {
        return evidence;
    }

    /// e − 1 in fixed point, laid out like [#evidence].
    long[] gain() {
        return gain;
    }

    /// log of e in the tick a fault begins in, in fixed point, laid out like [#evidence].
    long[] begun() {
        return begun;
    }

    /// Where in [#log] log e of a cell stands, one number for each harm: that of the share 1.
    static int logEvidence(int cell, int points) {
        return cell * LOGS + (Screen.SHARES.length - 1) * points;
    }

    /// log((1−s)+s·e) in fixed point at `cell · LOGS + s · points + q`.
    long[] log() {
        return log;
    }
}

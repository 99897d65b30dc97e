package dev.picket.detector;

import java.util.Arrays;

/// The tallies of the last ticks, each as the cell of its k and of the table that judged it when it
/// came: one byte a tick and series.
///
/// Idea: nearly all tallies of a tick have one of a few dozen cells, those of k = 0. The cells in
/// use have a code of one byte; what has none is rare, and kept beside it. A code is given to
/// another cell when no tick of the ring has it any more; half of the codes are for k = 0 alone.
/// Cost: two look-ups a tally; a search among the rare ones of its tick for one of them.
/// Refused: two bytes for every tally, which was a quarter of the memory of a series.
final class TallyRing {

    /// Ticks kept; a fault older than this keeps the onset found while it was younger.
    static final int TICKS = 64;

    private static final long NEVER = Long.MIN_VALUE;
    /// Codes go from 1 up to before this, which stands for all rare cells; 0 is no tally.
    private static final int RARE = 255;
    private static final int CODES_FOR_GOOD = 128;

    private final int series;
    private final Cells cells;
    private final byte[] codes;
    private final RareTallies[] rare = new RareTallies[TICKS];
    private final long[] tickOf = new long[TICKS];
    private final char[] cellOfCode = new char[RARE + 1];
    private final long[] codeUsed = new long[RARE];
    private final byte[] codeOfCell = new byte[Cells.MAX_CELLS];
    private final int[] free = new int[RARE];
    private int freeCount;
    private long reclaimedTick = NEVER;
    private long leftOut;

    TallyRing(int series, EvidenceTables tables) {
        this.series = series;
        this.cells = new Cells(tables);
        this.codes = new byte[TICKS * series];
        Arrays.fill(tickOf, NEVER);
        Arrays.fill(codeUsed, NEVER);
        Arrays.setAll(rare, _ -> new RareTallies(series));
    }

    /// Opens a tick, overwriting the oldest.
    void begin(long tick) {
        int slot = slot(tick);
        tickOf[slot] = tick;
        Arrays.fill(codes, slot * series, (slot + 1) * series, (byte) Cells.NONE);
        rare[slot].clear();
        freeCount = 0;
        for (int code = RARE - 1; code > 0; code--) {
            if (codeUsed[code] <= tick - TICKS) {
                codeOfCell[cellOfCode[code]] = 0;
                cellOfCode[code] = Cells.NONE;
                free[freeCount++] = code;
            }
        }
    }

    void put(long tick, int i, int table, int badTrials) {
        int cell = cells.of(table, badTrials);
        if (cell == Cells.NONE && reclaimedTick != tick) {
            reclaimedTick = tick;
            reclaim();
            cell = cells.of(table, badTrials);
        }
        if (cell == Cells.NONE) {
            leftOut++;
            return;
        }
        int code = codeOfCell[cell] & 0xFF;
        if (code == 0) {
            code = newCode(cell, badTrials);
        }
        int slot = slot(tick);
        if (code == RARE) {
            rare[slot].put(i, (char) cell);
        } else {
            codeUsed[code] = tick;
        }
        codes[slot * series + i] = (byte) code;
    }

    private int newCode(int cell, int badTrials) {
        if (freeCount <= (badTrials == 0 ? 0 : CODES_FOR_GOOD)) {
            return RARE;
        }
        int code = free[--freeCount];
        cellOfCode[code] = (char) cell;
        codeOfCell[cell] = (byte) code;
        return code;
    }

    private void reclaim() {
        boolean[] inUse = new boolean[Cells.MAX_CELLS];
        for (char cell : cellOfCode) {
            inUse[cell] = true;
        }
        for (RareTallies one : rare) {
            one.markAll(inUse);
        }
        cells.keepOnly(inUse);
    }

    boolean holds(long tick) {
        return tickOf[slot(tick)] == tick;
    }

    boolean has(long tick, int i) {
        return codes[slot(tick) * series + i] != 0;
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
        return cellAt(slot(tick), i);
    }

    /// The cell of a series in the slot of a tick: what passes over all series ask.
    int cellAt(int slot, int i) {
        int code = codes[slot * series + i] & 0xFF;
        return code == RARE ? rare[slot].cell(i) : cellOfCode[code];
    }

    /// Takes a series whose cell is another one than in the tick before.
    interface Change {
        void of(int i, int before, int now);
    }

    /// Every series, from one up to before another, whose cell changed from the tick before to a
    /// tick; those without a code last.
    void changes(long tick, int from, int until, Change change) {
        int now = slot(tick);
        int before = slot(tick - 1);
        int end = now * series + until;
        int back = before * series - now * series;
        int at = now * series + from;
        while (at < end) {
            int same = Arrays.mismatch(codes, at, end, codes, at + back, end + back);
            if (same < 0) {
                break;
            }
            at += same;
            visit(at - now * series, before, now, change);
            at++;
        }
        rare[now].each(from, until, (i, _) -> {
            if (codes[before * series + i] == (byte) RARE) {
                visit(i, before, now, change);
            }
        });
    }

    private void visit(int i, int before, int now, Change change) {
        int was = cellAt(before, i);
        int is = cellAt(now, i);
        if (was != is) {
            change.of(i, was, is);
        }
    }

    Cells cells() {
        return cells;
    }

    /// Tallies that found no cell.
    long leftOut() {
        return leftOut;
    }

    /// Where the tallies of a tick are kept.
    static int slot(long tick) {
        return Math.floorMod(tick, TICKS);
    }
}

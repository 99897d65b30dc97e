package dev.picket.detector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Every evidence table in use, under a small number that a ring can hold.
///
/// Rates and floors are rounded up to levels: a null that is a little too loose costs power, one
/// that is a little too tight costs the promise. A number is given to another table only when the
/// table was not asked for during a whole ring and longer; [#recycle] does that.
final class EvidenceTables {

    /// p̄ is never below this: materiality.
    static final double MIN_RATE = 5e-4;
    static final double MIN_FLOOR = 2e-3;
    /// Tallies of more trials are scaled down to this many.
    static final int MAX_TRIALS = 512;
    /// What asks for a table when all numbers are taken.
    static final int NONE = -1;

    private static final double RATE_STEP = 1.15;
    private static final int RATE_LEVELS = 54;
    private static final double FLOOR_STEP = 1.5;
    private static final int FLOOR_LEVELS = 16;
    /// Numbers fit a short.
    private static final int MAX_TABLES = Short.MAX_VALUE;
    /// Rows of all tables together: about 130 bytes each.
    private static final long MAX_ROWS = 1_000_000;
    private static final int CACHE = 1 << 12;
    private static final long NO_KEY = -1;

    private final Map<Long, Integer> idByKey = new HashMap<>();
    private @Nullable EvidenceTable[] tables = new EvidenceTable[64];
    private int count;
    private final List<Integer> free = new ArrayList<>();
    private final long[] cachedKey = new long[CACHE];
    private final int[] cachedId = new int[CACHE];
    private long[] lastUsed = new long[64];
    private int[][] seen = new int[64][];
    private long rows;

    EvidenceTables() {
        Arrays.fill(cachedKey, NO_KEY);
    }

    /// The least level whose rate is at least `rate`.
    static int rateLevel(double rate) {
        int level = (int) Math.ceil(Math.log(rate / MIN_RATE) / Math.log(RATE_STEP) - 1e-9);
        return Math.clamp(level, 0, RATE_LEVELS - 1);
    }

    static double rate(int level) {
        return MIN_RATE * Math.pow(RATE_STEP, level);
    }

    static int floorLevel(double floor) {
        int level = (int) Math.ceil(Math.log(floor / MIN_FLOOR) / Math.log(FLOOR_STEP) - 1e-9);
        return Math.clamp(level, 0, FLOOR_LEVELS - 1);
    }

    static double floor(int level) {
        return MIN_FLOOR * Math.pow(FLOOR_STEP, level);
    }

    /// The number of the table of independent trials for these levels.
    int id(HarmGrid grid, int rateLevel, int floorLevel, int trials) {
        long key = (((long) trials * RATE_LEVELS + rateLevel) * FLOOR_LEVELS + floorLevel) * 2
                + (grid == HarmGrid.ODDS ? 1 : 0);
        return id(key, 0, () -> new EvidenceTable(
                EvidenceTable.Null.independent(grid, rate(rateLevel), floor(floorLevel)),
                trials));
    }

    /// The number of the table with a key, made where there is none; [#NONE] when all are taken.
    int id(long key, long tick, Supplier<EvidenceTable> making) {
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 52);
        if (cachedKey[slot] != key) {
            Integer known = idByKey.get(key);
            int id = known == null ? add(key, making) : known;
            if (id == NONE) {
                return NONE;
            }
            cachedKey[slot] = key;
            cachedId[slot] = id;
        }
        lastUsed[cachedId[slot]] = tick;
        return cachedId[slot];
    }

    private int add(long key, Supplier<EvidenceTable> making) {
        if (rows >= MAX_ROWS || (free.isEmpty() && count >= MAX_TABLES)) {
            return NONE;
        }
        EvidenceTable table = making.get();
        int id = free.isEmpty() ? count++ : free.removeLast();
        if (id == tables.length) {
            tables = Arrays.copyOf(tables, 2 * id);
            lastUsed = Arrays.copyOf(lastUsed, 2 * id);
            seen = Arrays.copyOf(seen, 2 * id);
        }
        tables[id] = table;
        seen[id] = new int[table.trials() + 1];
        rows += table.trials() + 1;
        idByKey.put(key, id);
        return id;
    }

    EvidenceTable table(int id) {
        return Objects.requireNonNull(tables[id]);
    }

    /// Says that a tally of a tick is judged by a table that the caller already knows.
    void use(int id, long tick) {
        lastUsed[id] = tick;
    }

    /// Counts a tally that is learnt, until [#drain] takes it.
    void count(int id, int bad) {
        seen[id][bad]++;
    }

    /// Takes tallies counted since the last time.
    interface Visitor {
        void visit(EvidenceTable table, int bad, int count);
    }

    /// Hands over what was counted, in the order of the numbers.
    void drain(Visitor visitor) {
        for (int id = 0; id < count; id++) {
            for (int k = 0; k < seen[id].length; k++) {
                if (seen[id][k] > 0) {
                    visitor.visit(table(id), k, seen[id][k]);
                    seen[id][k] = 0;
                }
            }
        }
    }

    /// Frees the numbers of tables not asked for since a tick. Drain before.
    void recycle(long tick) {
        Arrays.fill(cachedKey, NO_KEY);
        idByKey.values().removeIf(id -> {
            if (lastUsed[id] >= tick) {
                return false;
            }
            rows -= table(id).trials() + 1;
            free.add(id);
            return true;
        });
        free.sort(null);
    }
}

package dev.picket.detector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every evidence table in use, made once for each rate level, floor level and number of trials.
///
/// Rates and floors are rounded up to levels: a null that is a little too loose costs power, one
/// that is a little too tight costs the promise.
final class EvidenceTables {

    /// p̄ is never below this: materiality.
    static final double MIN_RATE = 5e-4;
    static final double MIN_FLOOR = 2e-3;
    /// Tallies of more trials are scaled down to this many.
    static final int MAX_TRIALS = 512;

    private static final double RATE_STEP = 1.15;
    private static final int RATE_LEVELS = 54;
    private static final double FLOOR_STEP = 1.5;
    private static final int FLOOR_LEVELS = 16;

    private final Map<Long, Integer> idByKey = new HashMap<>();
    private final List<EvidenceTable> tables = new ArrayList<>();

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

    /// The number of the table for these levels; numbers hold for the life of this object.
    int id(HarmGrid grid, int rateLevel, int floorLevel, int trials) {
        long key = (((long) trials * RATE_LEVELS + rateLevel) * FLOOR_LEVELS + floorLevel) * 2
                + (grid == HarmGrid.ODDS ? 1 : 0);
        Integer known = idByKey.get(key);
        if (known != null) {
            return known;
        }
        tables.add(new EvidenceTable(grid, rate(rateLevel), trials, floor(floorLevel)));
        idByKey.put(key, tables.size() - 1);
        return tables.size() - 1;
    }

    EvidenceTable table(int id) {
        return tables.get(id);
    }
}

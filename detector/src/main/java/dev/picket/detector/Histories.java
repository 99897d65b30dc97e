package dev.picket.detector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What the series of a lane showed over some ticks, one history for all that showed the same.
///
/// Idea: nearly all series had the same few cells tick after tick, so that what follows from a
/// history (its evidence, the logarithms a component asks for) is worked out once for all of them.
/// A history is the one it goes on from and a cell, so a tick is a look-up a series. Cost: some 5
/// ns a series and tick, and one logarithm for each share and harm of a history that is asked for.
/// Refused: evidence kept for each series, worked out again for each component it belongs to.
final class Histories {

    /// Parts of a component's members that are harmed, as it is tried with.
    static final double[] SHARES = {0.1, 0.3, 0.6, 0.95};

    private static final int FIRST = 64;
    private static final double LOG_MAX = 150;
    private static final long FREE = -1;
    /// Places of the table of steps for each history there is room for.
    private static final int SPARSE = 2;

    private final int points;
    private final int rowLength;
    /// By series: its history; 0 is that of no tick.
    private final int[] of;
    private int count = 1;
    /// By history, at `h · points + q`: log Λ.
    private double[] log;
    /// By history: the greatest of those.
    private double[] strongest = new double[FIRST];
    /// By history, at `h · rowLength + s · points + q`: log((1−s) + s·Λ), where it has been asked
    /// for.
    private double[] row;
    private boolean[] hasRow = new boolean[FIRST];
    /// The same of members that cross a component in part, by history and part.
    private final Map<Long, double[]> partRow = new HashMap<>();
    private long[] stepKey = new long[SPARSE * FIRST];
    private int[] stepTo = new int[SPARSE * FIRST];
    private long lastKey = FREE;
    private int lastTo;

    Histories(int series, int points) {
        this.points = points;
        this.rowLength = SHARES.length * points;
        this.of = new int[series];
        this.log = new double[FIRST * points];
        this.row = new double[FIRST * rowLength];
        Arrays.fill(stepKey, FREE);
    }

    /// Histories there are.
    int count() {
        return count;
    }

    /// The history of a series, until the next tick is added.
    int of(int series) {
        return of[series];
    }

    /// Adds a tick to what a series showed.
    void add(int series, Cells cells, int cell) {
        if (count >= SPARSE * of.length + FIRST) {
            dropUnused();
        }
        long key = (long) of[series] << Character.SIZE | cell;
        if (key != lastKey) {
            lastKey = key;
            lastTo = step(key, cells);
        }
        of[series] = lastTo;
    }

    private int step(long key, Cells cells) {
        int place = place(key);
        if (stepKey[place] != key) {
            stepKey[place] = key;
            stepTo[place] = create((int) (key >> Character.SIZE), cells, (char) key);
            int created = stepTo[place];
            if (SPARSE * count > stepKey.length) {
                makeRoom();
            }
            return created;
        }
        return stepTo[place];
    }

    private int place(long key) {
        int mask = stepKey.length - 1;
        int place = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (stepKey[place] != key && stepKey[place] != FREE) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private int create(int from, Cells cells, int cell) {
        int created = count++;
        if (created == hasRow.length) {
            log = Arrays.copyOf(log, 2 * log.length);
            strongest = Arrays.copyOf(strongest, 2 * created);
            row = Arrays.copyOf(row, 2 * row.length);
            hasRow = Arrays.copyOf(hasRow, 2 * created);
        }
        double[] added = cells.table(cell).logEvidence();
        int at = cells.bad(cell) * points;
        double most = Double.NEGATIVE_INFINITY;
        for (int q = 0; q < points; q++) {
            double next = log[from * points + q] + added[at + q];
            log[created * points + q] = next;
            most = Math.max(most, next);
        }
        strongest[created] = most;
        hasRow[created] = false;
        return created;
    }

    private void makeRoom() {
        long[] keys = stepKey;
        int[] to = stepTo;
        stepKey = new long[2 * keys.length];
        stepTo = new int[2 * keys.length];
        Arrays.fill(stepKey, FREE);
        for (int j = 0; j < keys.length; j++) {
            if (keys[j] != FREE) {
                int place = place(keys[j]);
                stepKey[place] = keys[j];
                stepTo[place] = to[j];
            }
        }
    }

    /// Numbers anew the histories that series still have; steps to the others are forgotten.
    private void dropUnused() {
        int[] kept = new int[count];
        int last = 0;
        double[] keptLog = new double[log.length];
        double[] keptStrongest = new double[strongest.length];
        for (int series = 0; series < of.length; series++) {
            int h = of[series];
            if (h != 0 && kept[h] == 0) {
                kept[h] = ++last;
                System.arraycopy(log, h * points, keptLog, last * points, points);
                keptStrongest[last] = strongest[h];
            }
            of[series] = kept[h];
        }
        count = last + 1;
        log = keptLog;
        strongest = keptStrongest;
        Arrays.fill(hasRow, false);
        partRow.clear();
        Arrays.fill(stepKey, FREE);
        lastKey = FREE;
    }

    /// log Λ of a history for one harm.
    double log(int history, int q) {
        return log[history * points + q];
    }

    /// The greatest log Λ of a history.
    double strongest(int history) {
        return strongest[history];
    }

    /// Λ − 1 of a history for one harm.
    double gain(int history, int q) {
        return Math.exp(Math.min(LOG_MAX, log(history, q))) - 1;
    }

    /// Adds log((1−s) + s·Λ) for each share s and harm q to `total[s · points + q]`.
    ///
    /// @param part how much of a series crosses the component (0..1): its share is s times that
    void addLogs(int history, float part, double[] total) {
        if (part != 1) {
            double[] logs = partRow.computeIfAbsent(
                    (long) history << Integer.SIZE | Float.floatToRawIntBits(part), _ -> {
                        double[] made = new double[rowLength];
                        fill(made, 0, history, part);
                        return made;
                    });
            for (int j = 0; j < logs.length; j++) {
                total[j] += logs[j];
            }
            return;
        }
        int at = history * rowLength;
        if (!hasRow[history]) {
            hasRow[history] = true;
            fill(row, at, history, 1);
        }
        for (int j = 0; j < rowLength; j++) {
            total[j] += row[at + j];
        }
    }

    private void fill(double[] logs, int at, int history, double part) {
        for (int q = 0; q < points; q++) {
            double gain = part * gain(history, q);
            for (int s = 0; s < SHARES.length; s++) {
                logs[at + s * points + q] = Math.log1p(SHARES[s] * gain);
            }
        }
    }
}

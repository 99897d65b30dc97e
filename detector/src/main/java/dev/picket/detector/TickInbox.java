package dev.picket.detector;

import java.util.Map;
import java.util.TreeMap;

/// The tallies of ticks that are not closed yet. Tallies of one series and tick add up.
final class TickInbox {

    /// Ticks held ahead of the oldest open one; a tally further ahead is dropped and counted.
    static final int MAX_OPEN_TICKS = 256;

    private final int series;
    private final TreeMap<Long, Tallies> byTick = new TreeMap<>();
    private long dropped;

    /// Trials and bad ones per series in one tick.
    static final class Tallies {
        private final int[] trials;
        private final int[] bad;

        Tallies(int series) {
            this.trials = new int[series];
            this.bad = new int[series];
        }

        int trials(int i) {
            return trials[i];
        }

        int bad(int i) {
            return bad[i];
        }
    }

    TickInbox(int series) {
        this.series = series;
    }

    void add(long tick, int i, int n, int k) {
        if (byTick.size() >= MAX_OPEN_TICKS && !byTick.containsKey(tick)) {
            dropped++;
            return;
        }
        Tallies tallies = byTick.computeIfAbsent(tick,
                _ -> new Tallies(series));
        tallies.trials[i] += n;
        tallies.bad[i] += k;
    }

    /// Takes a tick out; empty tallies where it has none.
    Tallies close(long tick) {
        Tallies found = byTick.remove(tick);
        return found == null ? new Tallies(series) : found;
    }

    /// The oldest tick with a tally, or `otherwise` where there is none.
    long oldest(long otherwise) {
        Map.Entry<Long, Tallies> first = byTick.firstEntry();
        return first == null ? otherwise : first.getKey();
    }

    long dropped() {
        return dropped;
    }
}

package dev.picket.detector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tallies of ticks that are not closed yet. Tallies of one series and tick add up.
final class TickInbox {

    /// Ticks open at once: tick t lies in slot t mod this. Where two open ticks want one slot, the
    /// later one is dropped and counted: it is far ahead, and most likely a wrong clock.
    static final int MAX_OPEN_TICKS = 256;

    private static final int MAX_SPARE = 4;

    private final int series;
    private final @Nullable Tallies[] open = new Tallies[MAX_OPEN_TICKS];
    private final @Nullable Tallies[] spare = new Tallies[MAX_SPARE];
    private final Tallies none = new Tallies(0);
    private int spares;
    private long dropped;

    /// Trials and bad ones per series in one tick.
    static final class Tallies {
        private static final int HALF_BITS = 16;
        private static final int HALF = (1 << HALF_BITS) - 1;

        /// Trials in the upper half, bad ones in the lower, both without sign.
        private final int[] both;
        /// Those of series with more trials than a half holds: few, as a round has some dozens.
        private final Map<Integer, Long> many = new HashMap<>();
        private long tick;
        private long count;

        Tallies(int series) {
            this.both = new int[series];
        }

        void add(int i, int n, int k) {
            count++;
            if (n <= HALF - (both[i] >>> HALF_BITS)) {
                both[i] += (n << HALF_BITS) + k;
            } else {
                many.merge(i, ((long) n << 32) + k, Long::sum);
            }
        }

        int trials(int i) {
            if (both.length == 0) {
                return 0;
            }
            int trials = both[i] >>> HALF_BITS;
            return many.isEmpty() ? trials : trials + (int) (many.getOrDefault(i, 0L) >>> 32);
        }

        int bad(int i) {
            if (both.length == 0) {
                return 0;
            }
            int bad = both[i] & HALF;
            return many.isEmpty() ? bad : bad + many.getOrDefault(i, 0L).intValue();
        }

        boolean isEmpty() {
            return both.length == 0;
        }

        void clear() {
            Arrays.fill(both, 0);
            many.clear();
            count = 0;
        }
    }

    TickInbox(int series) {
        this.series = series;
    }

    void add(long tick, int i, int n, int k) {
        int slot = slot(tick);
        Tallies tallies = open[slot];
        if (tallies == null || tallies.tick != tick) {
            if (tallies != null && tallies.tick < tick) {
                dropped++;
                return;
            }
            tallies = open(tick, tallies);
            open[slot] = tallies;
        }
        tallies.add(i, n, k);
    }

    private Tallies open(long tick, @Nullable Tallies later) {
        Tallies fresh;
        if (later != null) {
            dropped += later.count;
            fresh = cleared(later);
        } else {
            Tallies kept = spares > 0 ? spare[--spares] : null;
            fresh = kept == null ? new Tallies(series) : cleared(kept);
        }
        fresh.tick = tick;
        return fresh;
    }

    private static Tallies cleared(Tallies used) {
        used.clear();
        return used;
    }

    /// Takes a tick out; empty tallies where it has none. Give them back with [#done].
    Tallies close(long tick) {
        int slot = slot(tick);
        Tallies found = open[slot];
        if (found == null || found.tick != tick) {
            return none;
        }
        open[slot] = null;
        return found;
    }

    /// Takes back what [#close] gave out.
    void done(Tallies tallies) {
        if (tallies != none && spares < MAX_SPARE) {
            spare[spares++] = tallies;
        }
    }

    /// The oldest tick with a tally, or `otherwise` where there is none.
    long oldest(long otherwise) {
        long oldest = Long.MAX_VALUE;
        for (Tallies tallies : open) {
            oldest = tallies == null ? oldest : Math.min(oldest, tallies.tick);
        }
        return oldest == Long.MAX_VALUE ? otherwise : oldest;
    }

    long dropped() {
        return dropped;
    }

    private static int slot(long tick) {
        return Math.floorMod(tick, MAX_OPEN_TICKS);
    }
}

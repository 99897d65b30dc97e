package dev.picket.detector;

import java.util.BitSet;

/// Which series open faults explain, and which hypotheses are those faults themselves.
///
/// Each open fault holds one bit. A series it explains gives no evidence (e = 1) to any hypothesis
/// but the fault's own: without that a strong fault keeps small hypotheses above their thresholds
/// for days and hides the next fault. That holds of its ticks for good: a series set free again,
/// because the fault was renamed, gives evidence of later ticks only.
final class Masks {

    /// Faults open at once, a bit of an int for each; one more is recorded as part of the first.
    static final int MAX_FAULTS = 32;

    private final int[] explained;
    private final int[] own;
    private long used;
    private long version;
    private final BitSet freed = new BitSet();
    /// The newest tick in which any of `freed` was set free; older ones may count as late as that,
    /// which only lowers a statistic.
    private long freedTick = Long.MIN_VALUE;

    Masks(int series, int hypotheses) {
        this.explained = new int[series];
        this.own = new int[hypotheses];
    }

    /// Takes a free bit.
    int take() {
        int bit = Long.numberOfTrailingZeros(~used);
        used |= 1L << bit;
        return bit;
    }

    boolean isFull() {
        return Long.bitCount(used) >= MAX_FAULTS;
    }

    void release(int bit) {
        clear(bit);
        used &= ~(1L << bit);
    }

    /// Forgets what the fault with this bit explains.
    void clear(int bit) {
        version++;
        int keep = ~(1 << bit);
        for (int i = 0; i < explained.length; i++) {
            explained[i] &= keep;
        }
        for (int h = 0; h < own.length; h++) {
            own[h] &= keep;
        }
    }

    void explain(int i, int bit) {
        version++;
        explained[i] |= 1 << bit;
    }

    void own(int h, int bit) {
        version++;
        own[h] |= 1 << bit;
    }

    boolean isOwn(int h, int bit) {
        return ((own[h] >>> bit) & 1) != 0;
    }

    boolean explains(int i, int bit) {
        return ((explained[i] >>> bit) & 1) != 0;
    }

    /// Whether a series gives evidence to a hypothesis.
    boolean counts(int i, int h) {
        return (explained[i] & ~own[h]) == 0;
    }

    /// Whether a series gives evidence of a tick to a hypothesis.
    boolean counts(int i, int h, long tick) {
        return counts(i, h) && !wasExplained(i, tick);
    }

    /// The first tick from which a series gives evidence to a hypothesis; the greatest long where
    /// none is.
    long countsFrom(int i, int h) {
        if (!counts(i, h)) {
            return Long.MAX_VALUE;
        }
        return freed.get(i) ? freedTick + 1 : Long.MIN_VALUE;
    }

    /// Whether a series that no fault explains any more was explained in a tick.
    boolean wasExplained(int i, long tick) {
        return tick <= freedTick && freed.get(i);
    }

    /// Says that in `tick` a series was explained for the last time.
    void free(int i, long tick) {
        if (tick - TallyRing.TICKS >= freedTick) {
            freed.clear();
        }
        version++;
        freed.set(i);
        freedTick = tick;
    }

    /// Changes whenever what counts may have changed.
    long version() {
        return version;
    }

    /// The bits of all faults that explain a series.
    long explained(int i) {
        return Integer.toUnsignedLong(explained[i]);
    }

    /// The bits of all faults that a hypothesis is itself.
    long own(int h) {
        return Integer.toUnsignedLong(own[h]);
    }
}

package dev.picket.detector;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/// Which series are to be looked at in which of the next ticks: a wheel of 64, each series in one
/// slot at most. What was put elsewhere since stays behind in its old slot and is passed over.
final class DueSeries {

    /// A series is due so many ticks ahead at most.
    static final int TICKS_MAX = 63;
    /// The tick of a series that is not due at all.
    static final long NEVER = Long.MAX_VALUE;

    private static final int SLOTS = TICKS_MAX + 1;
    private static final byte NONE = -1;

    private final int[][] slots = new int[SLOTS][0];
    private final int[] count = new int[SLOTS];
    private final byte[] slotOf;

    /// @param places series that may be put
    DueSeries(int places) {
        this.slotOf = new byte[places];
        Arrays.fill(slotOf, NONE);
    }

    /// Puts a series, which has a place of its own, into a tick of the next [#TICKS_MAX], or
    /// [#NEVER].
    void put(int i, int place, long tick) {
        if (tick == NEVER) {
            slotOf[place] = NONE;
            return;
        }
        int slot = slot(tick);
        if (slotOf[place] == slot) {
            return;
        }
        slotOf[place] = (byte) slot;
        if (count[slot] == slots[slot].length) {
            slots[slot] = Arrays.copyOf(slots[slot], Math.max(SLOTS, 2 * count[slot]));
        }
        slots[slot][count[slot]++] = i;
    }

    /// Hands over what is due in a tick, each series once. What is taken may be put again.
    void take(long tick, IntUnaryOperator placeOf, IntConsumer taken) {
        int slot = slot(tick);
        for (int j = 0; j < count[slot]; j++) {
            int i = slots[slot][j];
            int place = placeOf.applyAsInt(i);
            if (slotOf[place] == slot) {
                slotOf[place] = NONE;
                taken.accept(i);
            }
        }
        count[slot] = 0;
    }

    private static int slot(long tick) {
        return (int) (tick & TICKS_MAX);
    }
}

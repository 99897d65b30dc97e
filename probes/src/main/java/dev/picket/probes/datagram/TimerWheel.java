package dev.picket.probes.datagram;

import dev.picket.model.time.MonotonicInstant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tasks by time.
///
/// A hashed wheel (Varghese and Lauck, 1987): a task lies in the slot of its due tick modulo the
/// number of slots, so adding and firing cost O(1) however many tasks wait; a bit per slot finds
/// the next one that matters. A task never runs early, and at most one tick late when `runDue` is
/// called in time. Refused: a binary heap, O(log n) and no cheaper at the thousands of tasks we
/// hold.
final class TimerWheel {

    static final long TICK_NANOS = 1_000_000L;
    /// Waiting tasks; beyond it a task is refused and counted.
    static final int TASKS_MAX = 1_000_000;

    private static final int SLOTS = 4_096;

    private final @Nullable Entry[] slots = new @Nullable Entry[SLOTS];
    private final BitSet filled = new BitSet(SLOTS);
    private long doneTick;
    private int waiting;
    private long refused;

    TimerWheel(MonotonicInstant now) {
        doneTick = Math.floorDiv(now.nanos(), TICK_NANOS);
    }

    /// Adds `task` for `when`; a time that has passed means the next tick. False where the wheel is
    /// full.
    boolean add(MonotonicInstant when, Runnable task) {
        if (waiting >= TASKS_MAX) {
            refused++;
            return false;
        }
        long tick = Math.max(doneTick + 1, Math.ceilDiv(when.nanos(), TICK_NANOS));
        int slot = (int) Math.floorMod(tick, (long) SLOTS);
        slots[slot] = new Entry(tick, task, slots[slot]);
        filled.set(slot);
        waiting++;
        return true;
    }

    /// Hands every task due at `now` to `runner`, in the order of their ticks and, within a tick,
    /// of their adding.
    void runDue(MonotonicInstant now, Consumer<Runnable> runner) {
        long nowTick = Math.floorDiv(now.nanos(), TICK_NANOS);
        while (doneTick < nowTick) {
            long step = ticksToNextFilled();
            if (step > nowTick - doneTick) {
                doneTick = nowTick;
                return;
            }
            doneTick += step;
            runSlot((int) Math.floorMod(doneTick, (long) SLOTS), runner);
        }
    }

    /// The earliest time `runDue` may have something to run; [Long#MAX_VALUE] nanoseconds where
    /// nothing waits.
    MonotonicInstant next() {
        return waiting == 0
                ? new MonotonicInstant(Long.MAX_VALUE)
                : new MonotonicInstant((doneTick + ticksToNextFilled()) * TICK_NANOS);
    }

    int waiting() {
        return waiting;
    }

    /// Tasks refused because the wheel was full.
    long refused() {
        return refused;
    }

    private long ticksToNextFilled() {
        if (waiting == 0) {
            return Long.MAX_VALUE;
        }
        int start = (int) Math.floorMod(doneTick + 1, (long) SLOTS);
        int slot = filled.nextSetBit(start);
        if (slot >= 0) {
            return slot - start + 1L;
        }
        return filled.nextSetBit(0) + SLOTS - start + 1L;
    }

    private void runSlot(int slot, Consumer<Runnable> runner) {
        ArrayDeque<Runnable> due = new ArrayDeque<>();
        Entry kept = null;
        for (Entry entry = slots[slot]; entry != null;) {
            Entry next = entry.next;
            if (entry.tick <= doneTick) {
                due.addFirst(entry.task);
            } else {
                entry.next = kept;
                kept = entry;
            }
            entry = next;
        }
        slots[slot] = reversed(kept);
        filled.set(slot, kept != null);
        waiting -= due.size();
        due.forEach(runner);
    }

    private static @Nullable Entry reversed(@Nullable Entry list) {
        Entry result = null;
        for (Entry entry = list; entry != null;) {
            Entry next = entry.next;
            entry.next = result;
            result = entry;
            entry = next;
        }
        return result;
    }

    private static final class Entry {

        private final long tick;
        private final Runnable task;
        private @Nullable Entry next;

        Entry(long tick, Runnable task, @Nullable Entry next) {
            this.tick = tick;
            this.task = task;
            this.next = next;
        }
    }
}

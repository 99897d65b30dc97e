package dev.picket.simulation.virtual;

import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import java.util.Arrays;

/// Tallies as columns of numbers, because a simulated day has tens of millions of them. Grows to
/// the most it ever held. For one thread.
final class TallyBuffer {

    private static final int FIRST_ROOM = 64;

    private int[] paths = new int[FIRST_ROOM];
    private Signal[] signals = new Signal[FIRST_ROOM];
    private long[] ticks = new long[FIRST_ROOM];
    private int[] trials = new int[FIRST_ROOM];
    private int[] bad = new int[FIRST_ROOM];
    private int size;

    /// Takes tallies one by one, paths by their number in the topology.
    interface Taker {
        void take(int path, Signal signal, long tick, int trials, int bad);
    }

    void add(int path, Signal signal, long tick, int tried, int failed) {
        if (size == paths.length) {
            grow();
        }
        paths[size] = path;
        signals[size] = signal;
        ticks[size] = tick;
        trials[size] = tried;
        bad[size++] = failed;
    }

    void add(int path, RoundTally tally) {
        add(path, tally.signal(), tally.tick(), tally.trials(), tally.bad());
    }

    void addAll(TallyBuffer other) {
        for (int i = 0; i < other.size; i++) {
            add(other.paths[i], other.signals[i], other.ticks[i], other.trials[i], other.bad[i]);
        }
    }

    int size() {
        return size;
    }

    /// Leaves the first `kept` only.
    void truncate(int kept) {
        size = kept;
    }

    /// Leaves the first `kept` only, and adds the others to `to`.
    void moveFrom(int kept, TallyBuffer to) {
        for (int i = kept; i < size; i++) {
            to.add(paths[i], signals[i], ticks[i], trials[i], bad[i]);
        }
        size = kept;
    }

    void forEach(Taker taker) {
        for (int i = 0; i < size; i++) {
            taker.take(paths[i], signals[i], ticks[i], trials[i], bad[i]);
        }
    }

    private void grow() {
        int room = 2 * paths.length;
        paths = Arrays.copyOf(paths, room);
        signals = Arrays.copyOf(signals, room);
        ticks = Arrays.copyOf(ticks, room);
        trials = Arrays.copyOf(trials, room);
        bad = Arrays.copyOf(bad, room);
    }
}

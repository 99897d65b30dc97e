package dev.picket.simulation.virtual;

import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import java.util.List;

/// What a session said of a round, whatever path it was on and however long its round trips were.
final class SaidRound {

    private final Signal[] signals;
    private final int[] trials;
    private final int[] bad;
    private final boolean waits;
    private final long durationNanos;
    private final long medianNanos;
    private final long variationNanos;

    /// @param waits whether the round ended with its timeout, because a packet was lost
    /// @param durationNanos of the run; where it does not wait, beyond the round trip of its
    ///        quickest packet
    /// @param medianNanos of its round trips, beyond that
    /// @param variationNanos their delay variation
    SaidRound(List<RoundTally> tallies, boolean waits, long durationNanos, long medianNanos,
            long variationNanos) {
        this.signals = tallies.stream().map(RoundTally::signal).toArray(Signal[]::new);
        this.trials = tallies.stream().mapToInt(RoundTally::trials).toArray();
        this.bad = tallies.stream().mapToInt(RoundTally::bad).toArray();
        this.waits = waits;
        this.durationNanos = durationNanos;
        this.medianNanos = medianNanos;
        this.variationNanos = variationNanos;
    }

    /// Says the same of a path's round sent in `tick`.
    void say(int path, long tick, TallyBuffer out) {
        for (int i = 0; i < signals.length; i++) {
            out.add(path, signals[i], tick, trials[i], bad[i]);
        }
    }

    /// @param tripNanos of the round's quickest packet
    long durationNanos(long tripNanos) {
        return waits ? durationNanos : durationNanos + tripNanos;
    }

    /// @param tripNanos of the round's quickest packet
    long medianNanos(long tripNanos) {
        return medianNanos + tripNanos;
    }

    long variationNanos() {
        return variationNanos;
    }
}

package dev.picket.model.result;

import dev.picket.model.topology.Path;

/// k bad out of n trials of a signal on a path in one tick.
///
/// @param tick the global tick the round was sent in: wall epoch nanoseconds divided by the tick
///        length, rounded down
public record RoundTally(Path path, Signal signal, long tick, int trials, int bad) {

    public RoundTally {
        if (trials <= 0 || bad < 0 || bad > trials) {
            throw new IllegalArgumentException(
                    "a tally needs 0 <= bad <= trials and trials > 0, got " + bad + " of "
                            + trials);
        }
    }
}

package dev.picket.simulation.scorecard.rival;

import java.util.BitSet;

/// A rule that judges each path by itself. Fed one round of every path, then closed, tick by tick.
public interface PathRule {

    String name();

    /// Takes the round of a path: `bad` of `trials` lost.
    void take(int path, int trials, int bad);

    /// Ends the tick.
    void close();

    /// The paths that alarm now; to be read only.
    BitSet alarming();
}

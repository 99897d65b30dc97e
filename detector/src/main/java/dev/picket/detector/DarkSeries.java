package dev.picket.detector;

import java.util.Arrays;

/// Which series have been dark for too long to be learnt from: a detector that is started in an
/// outage, or sees one begin before it may find anything, would take it for how things are, and be
/// blind to the next.
///
/// Idea: a series is dark from its first round on until one of its trials is good, and again after
/// [#DARK_TRIALS] bad ones in a row. What is always bad all the same, a target nobody has switched
/// on, is found after the warm-up; a person may accept it. Cost: a number a series. Refused: to
/// learn nothing of any bad round before the warm-up is over, which would learn no bursts.
final class DarkSeries {

    /// Three rounds of twenty packets: half a minute where they are ten seconds apart. Bursts that
    /// lose everything for longer are few.
    static final int DARK_TRIALS = 60;

    private final int[] badInARow;

    DarkSeries(int series) {
        this.badInARow = new int[series];
        Arrays.fill(badInARow, DARK_TRIALS);
    }

    /// Takes a tally, and says whether its series is dark now.
    boolean isDark(int i, int trials, int bad) {
        badInARow[i] = bad < trials ? 0 : Math.min(DARK_TRIALS, badInARow[i] + bad);
        return badInARow[i] >= DARK_TRIALS;
    }
}

package dev.picket.detector;

import java.util.Arrays;

/// Which series have been dark for too long to be learnt from: a detector that is started in an
/// outage, or sees one begin before it may find anything, would take it for how things are, and be
/// blind to the next.
///
/// Idea: a series is dark from its first round on until one of its trials is good, and again after
/// [#DARK_TRIALS] bad ones in a row. What is always bad all the same, a target nobody has switched
/// on, is found after the warm-up; a person may accept it, and it is learnt on then, as otherwise
/// it would be forgotten that he did. What is always slow or full may be how things are. Cost: a
/// number a series. Refused: to learn nothing of any bad round before the warm-up is over, which
/// would learn no bursts.
final class DarkSeries {

    /// Three rounds of twenty packets: half a minute where they are ten seconds apart. Bursts that
    /// lose everything for longer are few.
    static final int DARK_TRIALS = 60;
    /// A working rate as high is nothing that was learnt before an outage: it was accepted.
    private static final double ACCEPTED_RATE = 0.5;

    private final SeriesIndex series;
    private final int[] badInARow;

    DarkSeries(SeriesIndex series) {
        this.series = series;
        this.badInARow = new int[series.count()];
        Arrays.fill(badInARow, DARK_TRIALS);
    }

    /// Takes a tally, and says whether its series is dark now.
    boolean isDark(int i, EvidenceTable judge, int bad) {
        int trials = judge.trials();
        badInARow[i] = bad < trials ? 0 : Math.min(DARK_TRIALS, badInARow[i] + bad);
        return badInARow[i] >= DARK_TRIALS && judge.rate() < ACCEPTED_RATE && answers(i);
    }

    private boolean answers(int i) {
        return switch (series.lane(i).signal()) {
            case LOST, LOST_FORWARD, LOST_RETURN, FAILED -> true;
            case LATE, REORDERED, DUPLICATED, JITTERY, SLOW, CAPACITY -> false;
        };
    }
}

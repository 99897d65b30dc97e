package dev.picket.detector;

import dev.picket.detector.Sides.Split;
import dev.picket.detector.Verdict.OnsetTicks;
import java.util.Arrays;

/// The scores of each candidate from each start tried in the onset's interval.
final class Starts {

    private static final int MAX_STARTS = 6;
    /// A single path, a group of paths, and those that cross what a group has in common.
    private static final int OTHERS = 3;

    private final OnsetTicks onset;
    private final long step;
    private final int count;
    private final Split[][] scores;
    private int at;

    Starts(OnsetTicks onset, int candidates) {
        this.onset = onset;
        this.step = Math.max(1,
                (onset.latest() - onset.earliest() + MAX_STARTS) / MAX_STARTS);
        this.count = (int) ((onset.latest() - onset.earliest()) / step) + 1;
        this.scores = new Split[candidates + OTHERS][0];
    }

    boolean wants(long tick) {
        return tick >= onset.earliest() && at < count;
    }

    boolean isStart(long tick) {
        return tick <= onset.latest() && (onset.latest() - tick) % step == 0;
    }

    void put(int c, Split score) {
        if (scores[c].length == 0) {
            scores[c] = new Split[count];
            Arrays.fill(scores[c], Split.whole(Double.NEGATIVE_INFINITY));
        }
        scores[c][at] = score;
    }

    void next() {
        at++;
    }

    boolean has(int c) {
        return scores[c].length > 0;
    }

    /// The mean over the starts.
    Split mean(int c) {
        double[] both = Arrays.stream(scores[c]).mapToDouble(Split::both).toArray();
        double[] into = Arrays.stream(scores[c]).mapToDouble(Split::into).toArray();
        double[] outOf = Arrays.stream(scores[c]).mapToDouble(Split::outOf).toArray();
        return new Split(SinceOnset.logMean(both, 0, count),
                SinceOnset.logMean(into, 0, count), SinceOnset.logMean(outOf, 0, count));
    }
}

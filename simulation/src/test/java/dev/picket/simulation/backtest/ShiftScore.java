package dev.picket.simulation.backtest;

import java.util.List;

/// How well reported shifts meet labelled ones: each label takes the nearest report within two
/// samples that no label before it took.
record ShiftScore(int labelled, int reported, int met, double delaySum) {

    static final int WINDOW_SAMPLES = 2;

    static ShiftScore none() {
        return new ShiftScore(0, 0, 0, 0);
    }

    /// @param labels samples at which a shift is labelled, in order
    /// @param onsets samples at which one was reported to have begun
    /// @param found samples at which each of them was found
    static ShiftScore of(List<Integer> labels, List<Integer> onsets, List<Integer> found) {
        boolean[] taken = new boolean[onsets.size()];
        int met = 0;
        for (int label : labels) {
            int best = -1;
            for (int i = 0; i < taken.length; i++) {
                int distance = Math.abs(onsets.get(i) - label);
                if (!taken[i] && distance <= WINDOW_SAMPLES
                        && (best < 0 || distance < Math.abs(onsets.get(best) - label))) {
                    best = i;
                }
            }
            if (best >= 0) {
                taken[best] = true;
                met++;
            }
        }
        double delays = 0;
        for (int i = 0; i < taken.length; i++) {
            delays += found.get(i) - onsets.get(i);
        }
        return new ShiftScore(labels.size(), onsets.size(), met, delays);
    }

    ShiftScore plus(ShiftScore other) {
        return new ShiftScore(labelled + other.labelled, reported + other.reported,
                met + other.met, delaySum + other.delaySum);
    }

    double precision() {
        return reported == 0 ? 1 : (double) met / reported;
    }

    double recall() {
        return labelled == 0 ? 1 : (double) met / labelled;
    }

    double f1() {
        return labelled + reported == 0 ? 1 : 2.0 * met / (labelled + reported);
    }

    /// Samples from onset to report, on average.
    double delay() {
        return reported == 0 ? 0 : delaySum / reported;
    }
}

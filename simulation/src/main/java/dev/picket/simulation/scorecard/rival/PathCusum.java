package dev.picket.simulation.scorecard.rival;

import java.util.BitSet;

/// A cumulative sum (Page 1954) on each path, for independent losses at a known rate: W ← max(0, W
/// + log P₁/P₀), alarming while W is at the threshold or above. The threshold gives each path its
/// equal part of the false alarms allowed.
public final class PathCusum implements PathRule {

    private final double badStep;
    private final double goodStep;
    private final double threshold;
    private final double[] sum;
    private final BitSet alarming = new BitSet();

    /// @param before the loss ratio while nothing is wrong
    /// @param after the loss ratio looked for
    /// @param ticksPerFalseAlarm allowed for all paths together
    public PathCusum(int paths, double before, double after, double ticksPerFalseAlarm) {
        this.sum = new double[paths];
        this.badStep = Math.log(after / before);
        this.goodStep = Math.log((1 - after) / (1 - before));
        this.threshold = Math.log(ticksPerFalseAlarm * paths);
    }

    @Override
    public String name() {
        return "CUSUM of each path, then a vote";
    }

    @Override
    public void take(int path, int trials, int bad) {
        double next = sum[path] + bad * badStep + (trials - bad) * goodStep;
        // capped, so that an alarm ends soon after what it was about
        sum[path] = Math.clamp(next, 0, threshold + badStep);
        alarming.set(path, sum[path] >= threshold);
    }

    @Override
    public void close() {
        // each round was judged as it came
    }

    @Override
    public BitSet alarming() {
        return alarming;
    }
}

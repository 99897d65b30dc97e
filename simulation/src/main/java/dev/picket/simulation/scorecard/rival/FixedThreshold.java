package dev.picket.simulation.scorecard.rival;

import java.util.BitSet;

/// Alarms while a path has lost more than a ratio in so many rounds running.
public final class FixedThreshold implements PathRule {

    private final double ratio;
    private final int rounds;
    private final int[] above;
    private final BitSet alarming = new BitSet();

    public FixedThreshold(int paths, double ratio, int rounds) {
        this.above = new int[paths];
        this.ratio = ratio;
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "fixed threshold, " + rounds + " rounds above " + Math.round(100 * ratio) + " %";
    }

    @Override
    public void take(int path, int trials, int bad) {
        above[path] = bad > ratio * trials ? above[path] + 1 : 0;
        alarming.set(path, above[path] >= rounds);
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

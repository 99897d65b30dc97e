package dev.picket.simulation.scorecard.rival;

import java.util.BitSet;

/// Multi-window, multi-burn-rate alerts (Beyer et al., The Site Reliability Workbook, 2018, ch. 5)
/// on each path: the error budget of an objective burns 14.4 times too fast over an hour and over
/// five minutes, or 6 times over six hours and over thirty minutes. Before a window is full it
/// counts what it has not seen as good.
public final class BurnRate implements PathRule {

    /// Ticks of 10 s.
    private static final int[] WINDOWS = {360, 30, 2_160, 180};
    private static final double FAST = 14.4;
    private static final double SLOW = 6;

    private final double objective;
    private final byte[][] history;
    private final int[][] sums;
    private final BitSet alarming = new BitSet();
    private int tick;
    private int packets = 1;

    /// @param objective the share of packets that may be expected to come back (0..1)
    public BurnRate(int paths, double objective) {
        this.objective = objective;
        this.history = new byte[paths][WINDOWS[2]];
        this.sums = new int[paths][WINDOWS.length];
    }

    @Override
    public String name() {
        return "burn rate, objective " + 100 * objective + " %";
    }

    @Override
    public void take(int path, int trials, int bad) {
        packets = trials;
        byte[] ring = history[path];
        int[] sum = sums[path];
        for (int w = 0; w < WINDOWS.length; w++) {
            sum[w] += bad - ring[Math.floorMod(tick - WINDOWS[w], ring.length)];
        }
        ring[tick % ring.length] = (byte) bad;
        boolean fast = burns(sum, 0, FAST) && burns(sum, 1, FAST);
        boolean slow = burns(sum, 2, SLOW) && burns(sum, 3, SLOW);
        alarming.set(path, fast || slow);
    }

    private boolean burns(int[] sum, int window, double factor) {
        return sum[window] > factor * (1 - objective) * WINDOWS[window] * packets;
    }

    @Override
    public void close() {
        tick++;
    }

    @Override
    public BitSet alarming() {
        return alarming;
    }
}

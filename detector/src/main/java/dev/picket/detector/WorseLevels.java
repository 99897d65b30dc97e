package dev.picket.detector;

/// How much worse than its class a path is, in levels: the rate d of bad events that its null has
/// on top of the class's. Level 0 is not worse at all.
final class WorseLevels {

    /// One more than a multiple of what [LaneNull] rounds up to, so that no level passes the last.
    static final int COUNT = 49;

    private static final double LEAST = 1e-4;
    private static final double STEP = 1.22;
    /// The last level is for paths that are dead and accepted as such: at 0.95 every further round
    /// without a reply would be evidence.
    private static final double DEAD = 0.999;
    private static final double[] RATES = new double[COUNT];

    static {
        for (int level = 1; level < COUNT - 1; level++) {
            RATES[level] = Math.min(0.95, LEAST * Math.pow(STEP, level - 1));
        }
        RATES[COUNT - 1] = DEAD;
    }

    private WorseLevels() {}

    static double rate(int level) {
        return RATES[Math.min(level, COUNT - 1)];
    }

    /// The least level of at least this rate.
    static int level(double rate) {
        int low = 0;
        int high = COUNT - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (RATES[middle] >= rate) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}

package dev.picket.detector;

/// What came just before a round, as far as the null looks at it: whether the last round was bad,
/// and how many of the last eight were (five and more are one). Twelve contexts; 0 is the calm one.
///
/// A history is the last eight rounds as bits of a byte, the newest lowest, 1 = bad.
final class Context {

    static final int CALM = 0;
    static final int COUNT = 12;
    /// The first context whose last round was bad.
    static final int FIRST_AFTER_BAD = 6;

    private static final int MOST_COUNTED = 5;

    private Context() {}

    static int of(byte history) {
        int bits = history & 0xFF;
        return (bits & 1) * FIRST_AFTER_BAD + Math.min(MOST_COUNTED, Integer.bitCount(bits));
    }

    /// The history after one more round.
    static byte next(byte history, boolean badRound) {
        return (byte) (history << 1 | (badRound ? 1 : 0));
    }
}

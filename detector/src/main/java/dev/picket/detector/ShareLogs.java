package dev.picket.detector;

import java.util.Arrays;

/// log((1−s) + s·Λ) for a few shares s, from log Λ.
///
/// Idea: members that saw equal tallies have equal Λ to the last bit, and most saw the same few: no
/// bad trial, or one. So the logarithms are kept by log Λ, each in the one place its hash names.
/// Cost: a multiplication and a comparison where they are kept, else an exponential and a logarithm
/// for each share.
final class ShareLogs {

    private static final int PLACES = 1 << 11;
    private static final int SHIFT = 64 - 11;

    private final double[] shares;
    private final long[] logOf = new long[PLACES];
    private final long[] kept;

    ShareLogs(double... shares) {
        this.shares = shares;
        this.kept = new long[PLACES * shares.length];
        Arrays.fill(logOf, Long.MIN_VALUE);
    }

    /// Adds the logarithm for each share s to `total[s · stride + q]`.
    ///
    /// @param log log Λ in fixed point
    /// @param crosses how much of the member crosses the component (0..1): its share is s times
    ///        that
    void add(long log, double crosses, long[] total, int q, int stride) {
        if (crosses != 1) {
            double gain = FixedPoint.exp(log) - 1;
            for (int s = 0; s < shares.length; s++) {
                total[s * stride + q] += FixedPoint.log(1 + shares[s] * crosses * gain);
            }
            return;
        }
        int place = (int) ((log * 0x9E3779B97F4A7C15L) >>> SHIFT);
        int row = place * shares.length;
        if (logOf[place] != log) {
            logOf[place] = log;
            double gain = FixedPoint.exp(log) - 1;
            for (int s = 0; s < shares.length; s++) {
                kept[row + s] = FixedPoint.log(1 + shares[s] * gain);
            }
        }
        for (int s = 0; s < shares.length; s++) {
            total[s * stride + q] += kept[row + s];
        }
    }
}

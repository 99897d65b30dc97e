package dev.picket.detector;

/// What log((1−s) + s·Λ) is at most, for a few shares s, from log Λ.
///
/// Idea: the logarithm grows with Λ, so a table of its values at the upper ends of steps of 1/64
/// nat bounds it from above by hardly more. Cost: a look-up, a tenth of the exact logarithms.
/// Beyond the table log Λ + log s + a millionth is a bound.
final class ShareBounds {

    /// Units of log Λ in a step of 1/64 nat.
    private static final int STEP_BITS = 30;
    private static final int STEPS_A_NAT = 64;
    private static final int NATS = 20;
    private static final int HALF = NATS * STEPS_A_NAT;
    private static final double BEYOND_NATS = 1e-6;

    private final int shares;
    /// At `(step + HALF) · shares + s`.
    private final long[] most;
    private final long[] beyond;

    ShareBounds(double... shares) {
        this.shares = shares.length;
        this.most = new long[2 * HALF * shares.length];
        this.beyond = new long[shares.length];
        for (int s = 0; s < shares.length; s++) {
            beyond[s] = fixed(StrictMath.log(shares[s]) + BEYOND_NATS);
            for (int step = 0; step < 2 * HALF; step++) {
                double gain = StrictMath.expm1((double) (step + 1 - HALF) / STEPS_A_NAT);
                most[step * this.shares + s] = fixed(StrictMath.log1p(shares[s] * gain));
            }
        }
    }

    /// In fixed point, rounded up by a little more than the exact logarithms are off.
    private static long fixed(double log) {
        return (long) Math.ceil(log / FixedPoint.LOG_UNIT) + 2;
    }

    /// Adds the bound for each share s to `total[s · stride + q]`.
    ///
    /// @param log log Λ in fixed point
    void add(long log, long[] total, int q, int stride) {
        int step = (int) (log >> STEP_BITS) + HALF;
        if (step >= 2 * HALF) {
            for (int s = 0, j = q; s < shares; s++, j += stride) {
                total[j] += log + beyond[s];
            }
            return;
        }
        int row = Math.max(0, step) * shares;
        for (int s = 0, j = q; s < shares; s++, j += stride) {
            total[j] += most[row + s];
        }
    }
}

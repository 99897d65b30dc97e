package dev.picket.detector;

/// Logarithms, exponentials and gains as whole numbers, so that sums of them are the same in any
/// order and on any machine.
///
/// Idea: a sum of doubles depends on the order of adding, a sum of longs does not. Logarithms are
/// kept in units of 2^-36 nats, gains e − 1 in units of 2^-24; both are rounded down, which can
/// only lower a statistic. Logarithm and exponential are a table and a short Taylor series in plain
/// arithmetic, which Java computes alike everywhere; `Math.log` may differ between machines.
/// Cost: about 5 ns each.
final class FixedPoint {

    static final double LOG_UNIT = 0x1p-36;
    static final double GAIN_UNIT = 0x1p-24;
    /// Statistics are capped here, far above any threshold.
    static final double CAP = 1e200;

    private static final double LOG_UNITS = 0x1p36;
    private static final double GAIN_UNITS = 0x1p24;
    /// With this most a million members add up to less than a long holds.
    private static final double MOST_GAIN = 0x1p42;
    private static final long CAP_LOG = (long) (460 * LOG_UNITS);
    private static final long LEAST_LOG = (long) (-700 * LOG_UNITS);
    private static final double LN2 = StrictMath.log(2);
    /// Steps of the mantissa from 1 to 2.
    private static final int LOG_STEPS = 128;
    private static final int LOG_SHIFT = 52 - 7;
    private static final double[] INVERSE = new double[LOG_STEPS];
    private static final double[] LOG = new double[LOG_STEPS];
    /// Steps of the exponent from 0 to ln 2.
    private static final int EXP_BITS = 10;
    private static final int EXP_STEPS = 1 << EXP_BITS;
    private static final double STEPS_A_NAT = EXP_STEPS / LN2;
    private static final double NATS_A_STEP = LN2 / EXP_STEPS;
    /// More than the steps of [#LEAST_LOG]: what is added before a cast, so that it rounds down.
    private static final int ABOVE_ALL_STEPS = 1 << 21;
    private static final double[] EXP = new double[EXP_STEPS];
    private static final int BIAS = 1023;
    private static final double BELOW = 1 - 1e-9;

    static {
        for (int j = 0; j < LOG_STEPS; j++) {
            double middle = 1 + (j + 0.5) / LOG_STEPS;
            INVERSE[j] = 1 / middle;
            LOG[j] = StrictMath.log(middle);
        }
        for (int j = 0; j < EXP_STEPS; j++) {
            EXP[j] = StrictMath.exp(j * LN2 / EXP_STEPS);
        }
    }

    private FixedPoint() {}

    /// log x in units of 2^-36, at most three units below and never above; x is normal and
    /// positive.
    static long log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int) (bits >>> 52) - BIAS;
        int step = (int) (bits >>> LOG_SHIFT) & (LOG_STEPS - 1);
        double mantissa = Double
                .longBitsToDouble((bits & 0x000F_FFFF_FFFF_FFFFL) | 0x3FF0_0000_0000_0000L);
        double r = mantissa * INVERSE[step] - 1;
        double series = r * (1 + r * (-0.5 + r * (1.0 / 3 + r * (-0.25 + r * 0.2))));
        return (long) Math.floor((exponent * LN2 + LOG[step] + series) * LOG_UNITS) - 1;
    }

    /// e to the power of x units of 2^-36: below the true value by 1e-9 of it, never above.
    static double exp(long x) {
        if (x >= CAP_LOG) {
            return CAP;
        }
        if (x <= LEAST_LOG) {
            return 0;
        }
        double value = x * LOG_UNIT;
        int step = (int) (value * STEPS_A_NAT + ABOVE_ALL_STEPS) - ABOVE_ALL_STEPS;
        double r = value - step * NATS_A_STEP;
        double series = 1 + r * (1 + r * 0.5);
        double power = Double.longBitsToDouble((long) ((step >> EXP_BITS) + BIAS) << 52);
        return EXP[step & (EXP_STEPS - 1)] * series * power * BELOW;
    }

    /// A positive number, or the cap where it is above: a jump that is never taken costs less than
    /// `Math.min`, which minds the sign of zero.
    static double capped(double value) {
        return value > CAP ? CAP : value;
    }

    /// e − 1 in units of 2^-24, rounded down.
    static long gain(double evidence) {
        return (long) Math.floor(Math.min(MOST_GAIN, (evidence - 1) * GAIN_UNITS));
    }

    /// The upper half of a positive double: 20 bits of precision, rounded down.
    static int upperHalf(double value) {
        return (int) (Double.doubleToRawLongBits(value) >>> 32);
    }

    static double ofUpperHalf(int half) {
        return Double.longBitsToDouble((long) half << 32);
    }
}

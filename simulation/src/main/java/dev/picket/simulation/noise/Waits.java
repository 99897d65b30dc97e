package dev.picket.simulation.noise;

import java.util.SplittableRandom;

/// Random times and sizes.
final class Waits {

    private static final double DAY_NANOS = 86_400e9;
    /// Later than any scenario's end, and far from overflow.
    private static final double NEVER_NANOS = Long.MAX_VALUE / 4.0;

    private Waits() {}

    /// The time until the next of `perDay` events a day, exponential.
    static long untilNext(double perDay, SplittableRandom random) {
        return perDay > 0
                ? (long) Math.min(random.nextExponential() * DAY_NANOS / perDay, NEVER_NANOS)
                : (long) NEVER_NANOS;
    }

    static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    /// A log-normal factor with mean 1.
    static double logNormal(SplittableRandom random, double sigma) {
        return Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
    }
}

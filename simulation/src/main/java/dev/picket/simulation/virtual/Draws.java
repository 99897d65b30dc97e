package dev.picket.simulation.virtual;

import java.util.SplittableRandom;

/// Random draws from a seeded source.
final class Draws {

    private Draws() {}

    /// How many of `trials` independent events of probability `p` happen.
    ///
    /// Idea: the gap to the next event is geometric, so jump from event to event. Formula: gap =
    /// floor(E / -ln(1-p)), E exponential. Cost: one draw for each event and one more, whatever
    /// `trials`; nearly all draws here have none. Source: Devroye, Non-Uniform Random Variate
    /// Generation (1986), X.4. Refused: one uniform for each packet, twenty times the cost.
    static int binomial(SplittableRandom random, int trials, double p) {
        if (p <= 0 || trials == 0) {
            return 0;
        }
        if (p > 0.5) {
            return trials - binomial(random, trials, 1 - p);
        }
        double rate = -Math.log1p(-p);
        int count = 0;
        double position = random.nextExponential() / rate;
        while (position < trials) {
            count++;
            position = Math.floor(position) + 1 + random.nextExponential() / rate;
        }
        return count;
    }

    /// Whether an event of probability `p` happens.
    static boolean happens(SplittableRandom random, double p) {
        return p > 0 && random.nextDouble() < p;
    }

    /// A log-normal factor with mean 1.
    static double logNormal(SplittableRandom random, double sigma) {
        return Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
    }

    /// `bits` lowest bits set, `cleared` of them cleared at random.
    static long bitsWithout(SplittableRandom random, int bits, int cleared) {
        long set = bits >= Long.SIZE ? -1L : (1L << bits) - 1;
        int left = Math.min(cleared, bits);
        while (left > 0) {
            long bit = 1L << random.nextInt(Math.min(bits, Long.SIZE));
            if ((set & bit) != 0) {
                set &= ~bit;
                left--;
            }
        }
        return set;
    }
}

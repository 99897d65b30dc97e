package dev.picket.detector;

/// A distribution of k bad out of any number n of trials: a binomial whose rate is drawn anew each
/// round from a few given rates.
///
/// Added harm is exact on it: where each trial that would have been good turns bad with rate q, a
/// rate r becomes 1 − (1−r)(1−q), and that is the distribution of j convolved with Bin(n − j, q).
///
/// @param rates in (0,1), one for each weight
/// @param weights not negative, of sum 1
@SuppressWarnings("ArrayRecordComponent") // never compared, never written after it was made
record NullMixture(double[] rates, double[] weights) {

    /// The rates of every mixture that is learnt: geometric from 1e-4, then up to nearly all.
    static final int LEARNT_RATES = 26;

    private static final double LEAST_RATE = 1e-4;
    private static final double RATE_STEP = 1.5;
    private static final double[] HIGH_RATES = {0.7, 0.85, 0.95, 0.995};
    private static final double ALMOST_SURE = 1 - 1e-12;

    /// One rate only: independent trials.
    static NullMixture of(double rate) {
        return new NullMixture(new double[]{rate}, new double[]{1});
    }

    static double[] learntRates() {
        double[] rates = new double[LEARNT_RATES];
        int geometric = LEARNT_RATES - HIGH_RATES.length;
        for (int r = 0; r < geometric; r++) {
            rates[r] = LEAST_RATE * Math.pow(RATE_STEP, r);
        }
        System.arraycopy(HIGH_RATES, 0, rates, geometric, HIGH_RATES.length);
        return rates;
    }

    double mean() {
        double mean = 0;
        for (int r = 0; r < rates.length; r++) {
            mean += weights[r] * rates[r];
        }
        return mean;
    }

    /// This with bad events of rate `harm` added.
    NullMixture plus(double harm) {
        double[] harmed = new double[rates.length];
        for (int r = 0; r < rates.length; r++) {
            harmed[r] = 1 - (1 - rates[r]) * (1 - harm);
        }
        return new NullMixture(harmed, weights);
    }

    /// The probability of each k in 0..n.
    double[] probabilities(int n) {
        double[] probability = new double[n + 1];
        for (int r = 0; r < rates.length; r++) {
            double p = Math.min(ALMOST_SURE, rates[r]);
            double logBad = Math.log(p);
            double logGood = Math.log1p(-p);
            for (int k = 0; k <= n && weights[r] > 0; k++) {
                probability[k] += weights[r] * binomial(k, n, logBad, logGood);
            }
        }
        return probability;
    }

    static double binomial(int k, int n, double rate) {
        double p = Math.min(ALMOST_SURE, rate);
        return binomial(k, n, Math.log(p), Math.log1p(-p));
    }

    private static double binomial(int k, int n, double logBad, double logGood) {
        return Math.exp(logChoose(n, k) + k * logBad + (n - k) * logGood);
    }

    private static double logChoose(int n, int k) {
        return LogFactorial.of(n) - LogFactorial.of(k) - LogFactorial.of(n - k);
    }

    /// log n! for every number of trials a tally can have.
    private static final class LogFactorial {

        private static final double[] VALUES = new double[EvidenceTables.MAX_TRIALS + 1];

        static {
            for (int n = 2; n < VALUES.length; n++) {
                VALUES[n] = VALUES[n - 1] + Math.log(n);
            }
        }

        static double of(int n) {
            return VALUES[n];
        }
    }
}

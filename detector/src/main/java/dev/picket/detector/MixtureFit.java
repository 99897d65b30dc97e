package dev.picket.detector;

import java.util.Arrays;

/// Fits the weights of a mixture of binomials to counted tallies.
///
/// Idea: the likelihood of the weights over fixed rates has one maximum; EM climbs to it: a tally's
/// responsibility of rate r is w_r·Bin(k; n, r), normalised, and the new weights are the mean of
/// the responsibilities, with those of `strength` tallies of the prior among them. It takes tallies
/// of any n together. Cost: kinds of tally × rates × [#ROUNDS], a few times a day. Source: Laird
/// (1978), Dempster, Laird and Rubin (1977). Refused: a table of counted k for each n, which knows
/// nothing of any other n and has a tail of zeros.
final class MixtureFit {

    /// Enough that neither calm rounds nor the tail move any more.
    private static final int ROUNDS = 200;

    private final double[] rates = NullMixture.learntRates();

    NullMixture fit(TallyCounts counts, NullMixture prior, double strength) {
        double[] count = new double[counts.kinds()];
        double[][] likelihood = new double[count.length][];
        int[] next = {0};
        counts.each((n, k, seen) -> {
            count[next[0]] = seen;
            likelihood[next[0]++] = likelihood(n, k);
        });
        double[] weights = blend(prior, burst(0), 0.5).weights(); // a weight of 0 would stay 0
        for (int round = 0; round < ROUNDS; round++) {
            step(weights, count, likelihood, prior.weights(), strength);
        }
        return new NullMixture(rates, weights);
    }

    private double[] likelihood(int n, int k) {
        double[] likelihood = new double[rates.length];
        for (int r = 0; r < rates.length; r++) {
            likelihood[r] = NullMixture.binomial(k, n, rates[r]);
        }
        return likelihood;
    }

    private static void step(double[] weights, double[] count, double[][] likelihood,
            double[] prior, double strength) {
        double[] next = new double[weights.length];
        double total = strength;
        for (int r = 0; r < next.length; r++) {
            next[r] = strength * prior[r];
        }
        for (int cell = 0; cell < count.length; cell++) {
            double probability = 0;
            for (int r = 0; r < next.length; r++) {
                probability += weights[r] * likelihood[cell][r];
            }
            for (int r = 0; r < next.length; r++) {
                next[r] += count[cell] * weights[r] * likelihood[cell][r] / probability;
            }
            total += count[cell];
        }
        for (int r = 0; r < next.length; r++) {
            weights[r] = next[r] / total;
        }
    }

    /// All weight on one rate, shared by the two neighbours that have it between them.
    NullMixture at(double rate) {
        double[] weights = new double[rates.length];
        int above = Arrays.binarySearch(rates, rate);
        if (above >= 0) {
            weights[above] = 1;
        } else if (~above == 0 || ~above == rates.length) {
            weights[Math.min(~above, rates.length - 1)] = 1;
        } else {
            above = ~above;
            double part = (rate - rates[above - 1]) / (rates[above] - rates[above - 1]);
            weights[above] = part;
            weights[above - 1] = 1 - part;
        }
        return new NullMixture(rates, weights);
    }

    /// Equal weight on every learnt rate from `least` on.
    NullMixture burst(double least) {
        double[] weights = new double[rates.length];
        int first = 0;
        while (rates[first] < least) {
            first++;
        }
        Arrays.fill(weights, first, rates.length, 1.0 / (rates.length - first));
        return new NullMixture(rates, weights);
    }

    /// `share` of one mixture and the rest of another.
    NullMixture blend(NullMixture one, NullMixture other, double share) {
        double[] weights = new double[rates.length];
        for (int r = 0; r < rates.length; r++) {
            weights[r] = share * one.weights()[r] + (1 - share) * other.weights()[r];
        }
        return new NullMixture(rates, weights);
    }
}

package dev.picket.model.result;

/// Whether losses came in bursts, where the evidence suffices to say so.
///
/// If k losses fall on n packets at random, they form exactly r runs in
/// `C(k-1, r-1) C(n-k+1, r)` of the `C(n, k)` equally likely ways: k losses are cut into r runs,
/// and put into r of the n−k+1 gaps between and around the packets that came through. Few runs are
/// bursts: the losses are called so where `P(R ≤ r) < 1 %`. They are called scattered only where
/// that could have been told otherwise: half as many runs would have been below 1 %. Cost: r terms.
/// Source: Wald and Wolfowitz, Annals of Mathematical Statistics 11 (1940), the runs of one kind.
/// Refused: the mean burst length alone, which is above 1 by chance as soon as losses are many.
public enum LossPattern {
    NOT_KNOWN, IN_BURSTS, SCATTERED;

    private static final double SIGNIFICANCE = 0.01;

    /// That of `lost` losses among `sent` packets in `runs` runs.
    public static LossPattern of(int sent, int lost, int runs) {
        if (lost < 0 || lost > sent || runs > lost || runs < Math.min(lost, 1)
                || runs > sent - lost + 1) {
            throw new IllegalArgumentException(
                    lost + " losses of " + sent + " cannot form " + runs + " runs");
        }
        if (lost < 2 || lost == sent) {
            return NOT_KNOWN;
        }
        if (atMost(runs, sent, lost) < SIGNIFICANCE) {
            return IN_BURSTS;
        }
        return runs > 1 && atMost(runs / 2, sent, lost) < SIGNIFICANCE ? SCATTERED : NOT_KNOWN;
    }

    /// The probability of `runs` runs or fewer.
    static double atMost(int runs, int sent, int lost) {
        int gaps = sent - lost + 1;
        double all = logChoose(sent, lost);
        double sum = 0;
        for (int r = 1; r <= Math.min(runs, gaps); r++) {
            sum += Math.exp(logChoose(lost - 1, r - 1) + logChoose(gaps, r) - all);
        }
        return Math.min(1, sum);
    }

    /// The logarithm of a binomial coefficient.
    private static double logChoose(int n, int k) {
        double log = 0;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            log += Math.log((double) (n - Math.min(k, n - k) + i) / i);
        }
        return log;
    }

    /// For people; empty where it is not known.
    public String text() {
        return switch (this) {
            case NOT_KNOWN -> "";
            case IN_BURSTS -> "in bursts";
            case SCATTERED -> "scattered";
        };
    }
}

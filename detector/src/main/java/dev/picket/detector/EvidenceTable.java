package dev.picket.detector;

import java.util.Arrays;

/// The evidence of k bad out of n trials for every harm of a grid, ready to look up.
///
/// Idea: e = P1/P0. P0 is the learnt null, P1 adds harm to it; both are at least ε/(n+1) for every
/// k, so that no tally, however odd, is worth more than what a null of that looseness admits. ε
/// counts all odd rounds of a path, those its null expects as well, so the floor is a least value
/// and not added. After a bad round P1 is half of what it is in calm times ([#OF_CALM]); any P1
/// that knows only the past will do. Harm that is expected to add a bad trial or more has an e
/// that grows with k up to what it is expected to add: where it would fall neighbours share their
/// mean under P0, which keeps Σ P0·e. Beyond that, and for less harm, e is as it comes: ten bad of
/// twenty say nothing of 1 %, and twenty of twenty little of 25 %, which greater harm explains
/// better. The expectation of e is at most 1 under P0, so products over ticks and paths are
/// e-processes.
/// Cost of making one: n × rates × grid points. Source of the pooling: Ayer et al. (1955).
/// Refused: a cap on e, which is neither calibrated nor symmetric; growth for every harm, which
/// takes a quarter more rounds to find 5 % on a third of the paths; growth up to k = n, and no
/// growth, which take longer to find 50 % on three of ten.
final class EvidenceTable {

    /// A round is *bad* when independent trials of the working rate have as many bad ones or more
    /// less often than this.
    private static final double BAD_ROUND = 0.002;
    /// In a fault a round after a bad one is as likely to have nothing of a burst as what follows
    /// bad rounds in calm times: it was the fault that made that one bad.
    private static final double OF_CALM = 0.5;
    /// A round is *odd* when its null, bursts included, calls it less likely than this.
    private static final double ODD_ROUND = 0.001;

    private final HarmGrid grid;
    private final int lane;
    private final int context;
    private final double rate;
    private final int trials;
    private final double[] discounts;
    private final double[] evidence;
    private final double[] logEvidence;
    private final int badFrom;
    private final int oddFrom;

    /// What a table is made of.
    ///
    /// @param lane the number of the class it is learnt of
    /// @param context the context of the rounds it judges, a number of [Context]
    /// @param calm the class's distribution in calm times
    /// @param rate p̄, the working rate over all contexts
    /// @param floor ε: null and harmed null are at least ε/(n+1) for each k
    record Null(HarmGrid grid, int lane, int context, NullMixture mixture, NullMixture calm,
            double rate, double floor) {

        Null(HarmGrid grid, int lane, int context, NullMixture mixture, double rate,
                double floor) {
            this(grid, lane, context, mixture, mixture, rate, floor);
        }

        /// Independent trials.
        static Null independent(HarmGrid grid, double rate, double floor) {
            return new Null(grid, 0, Context.CALM, NullMixture.of(rate), rate, floor);
        }
    }

    EvidenceTable(Null calm, int trials) {
        this(calm, trials, ones(calm.grid().points()));
    }

    /// @param discounts what the evidence of each harm is divided by, at least 1
    EvidenceTable(Null calm, int trials, double[] discounts) {
        this.discounts = discounts;
        this.grid = calm.grid();
        this.lane = calm.lane();
        this.context = calm.context();
        this.rate = calm.rate();
        this.trials = trials;
        int points = grid.points();
        this.evidence = new double[(trials + 1) * points];
        this.logEvidence = new double[(trials + 1) * points];
        double[] bare = calm.mixture().probabilities(trials);
        double[] under = floored(bare, calm.floor());
        boolean bursts = calm.mixture().rates().length > 1;
        for (int q = 0; q < points; q++) {
            double added = grid.added(rate, q);
            double[] over = floored(harmed(calm, added, trials), calm.floor());
            double expected = trials * added;
            int grows = bursts && expected >= 1 ? (int) Math.ceil(expected) : 0;
            double[] e = growing(over, under, Math.min(grows, trials));
            double scale = 1 / (Math.max(1, mean(bare, e)) * discounts[q]);
            for (int k = 0; k <= trials; k++) {
                evidence[k * points + q] = e[k] * scale;
                logEvidence[k * points + q] = Math.log(e[k] * scale);
            }
        }
        this.badFrom = Math.min(trials,
                tailFrom(NullMixture.of(rate).probabilities(trials), BAD_ROUND));
        this.oddFrom = tailFrom(bare, ODD_ROUND);
    }

    /// P1 of each k, but for its floor.
    private static double[] harmed(Null of, double added, int trials) {
        double[] own = of.mixture().plus(added).probabilities(trials);
        if (of.context() < Context.FIRST_AFTER_BAD) {
            return own;
        }
        double[] calm = of.calm().plus(added).probabilities(trials);
        for (int k = 0; k < own.length; k++) {
            own[k] += OF_CALM * (calm[k] - own[k]);
        }
        return own;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] floored(double[] probability, double floor) {
        double[] floored = new double[probability.length];
        double sum = 0;
        for (int k = 0; k < floored.length; k++) {
            floored[k] = Math.max(probability[k], floor / floored.length);
            sum += floored[k];
        }
        for (int k = 0; k < floored.length; k++) {
            floored[k] /= sum;
        }
        return floored;
    }

    private static double[] ratio(double[] over, double[] under) {
        double[] ratio = new double[over.length];
        for (int k = 0; k < ratio.length; k++) {
            ratio[k] = over[k] / under[k];
        }
        return ratio;
    }

    /// The nondecreasing function nearest to over/under in the mean square under `under`: pool
    /// adjacent violators.
    /// over/under, made nondecreasing from 0 to `upTo`.
    private static double[] growing(double[] over, double[] under, int upTo) {
        double[] e = ratio(over, under);
        if (upTo > 0) {
            double[] grown = growing(Arrays.copyOf(over, upTo + 1), Arrays.copyOf(under, upTo + 1));
            System.arraycopy(grown, 0, e, 0, grown.length);
        }
        return e;
    }

    private static double[] growing(double[] over, double[] under) {
        double[] sumOver = new double[over.length];
        double[] sumUnder = new double[over.length];
        int[] end = new int[over.length];
        int blocks = 0;
        for (int k = 0; k < over.length; k++) {
            sumOver[blocks] = over[k];
            sumUnder[blocks] = under[k];
            end[blocks++] = k + 1;
            while (blocks > 1 && sumOver[blocks - 2] * sumUnder[blocks - 1] >= sumOver[blocks - 1]
                    * sumUnder[blocks - 2]) {
                blocks--;
                sumOver[blocks - 1] += sumOver[blocks];
                sumUnder[blocks - 1] += sumUnder[blocks];
                end[blocks - 1] = end[blocks];
            }
        }
        double[] growing = new double[over.length];
        for (int block = 0, k = 0; block < blocks; block++) {
            for (; k < end[block]; k++) {
                growing[k] = sumOver[block] / sumUnder[block];
            }
        }
        return growing;
    }

    private static double mean(double[] probability, double[] values) {
        double mean = 0;
        for (int k = 0; k < values.length; k++) {
            mean += probability[k] * values[k];
        }
        return mean;
    }

    /// The least k from 1 on that, with all above it, has at most a given probability; n + 1 where
    /// none has.
    private static int tailFrom(double[] probability, double most) {
        double tail = 0;
        int k = probability.length;
        while (k > 1 && tail + probability[k - 1] <= most) {
            k--;
            tail += probability[k];
        }
        return k;
    }

    HarmGrid grid() {
        return grid;
    }

    /// The number of the class whose null this is.
    int lane() {
        return lane;
    }

    /// The context of the rounds this judges, a number of [Context].
    int context() {
        return context;
    }

    /// p̄, the working rate of the null over all contexts.
    double rate() {
        return rate;
    }

    int trials() {
        return trials;
    }

    /// Rows of `grid.points()` values, one row for each k.
    double[] evidence() {
        return evidence;
    }

    double[] logEvidence() {
        return logEvidence;
    }

    double evidence(int bad, int point) {
        return evidence[bad * grid.points() + point];
    }

    /// What the evidence of a harm was divided by.
    double discount(int point) {
        return discounts[point];
    }

    /// Whether k bad trials make the round a bad one.
    boolean isBadRound(int bad) {
        return bad >= badFrom;
    }

    /// The bad trials of a round as far as they count for the rate: up to a bad round.
    int cut(int bad) {
        return Math.min(bad, badFrom);
    }

    /// Whether the null of this context, bursts included, hardly has a round of k bad trials.
    boolean isOddRound(int bad) {
        return bad >= oddFrom;
    }
}

package dev.picket.detector;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// One side of a series of tallies: whether bad trials have become more, or have become fewer.
///
/// Idea: the harm is unknown, so bets are laid on eight of them, multipliers m of the odds of a bad
/// trial (their inverses where fewer are looked for). Formula: with the working rate p,
/// log e = k log m − n log(1 + p(m − 1)), R ← (1 + R)·e for each bet, alarm where the mean of R
/// reaches B; the onset is where the sum of log e of the strongest bet last stood at zero. Cost: an
/// exponential for each bet and round, constant memory. Source: Shiryaev–Roberts with a mixture
/// over the alternative (Pollak 1987); the mean time to a false alarm is at least B rounds for
/// independent trials at a rate of at most p (at least, where fewer are looked for), and a cap on e
/// only lengthens it. Refused: a cumulative sum on one alternative, which must guess the harm;
/// weights that favour small harm, which gain 5 % at 1 → 3 % and lose a round in six at 100 %.
final class RateSide {

    private static final double[] ODDS = {3, 8.05, 21.6, 57.9, 155.4, 416.9, 1118.4, 3000};
    private static final int BETS = ODDS.length;
    /// No round is worth more than this, in nats: one alone never decides.
    private static final double LOG_EVIDENCE_MAX = 9;
    private static final double SUM_MAX = 1e200;
    private static final double SAME = 0.01;

    private final double logThreshold;
    private final double[] multiplier = new double[BETS];
    private final double[] perBad = new double[BETS];
    private final double[] perTrial = new double[BETS];
    private final double[] sum = new double[BETS];
    private final double[] climb = new double[BETS];
    private final double[] climbTrials = new double[BETS];
    private final double[] climbBad = new double[BETS];
    private final Instant[] since = new Instant[BETS];
    private double rate = Double.NaN;

    /// @param rising whether bad trials are to become more
    /// @param logThreshold log B, in nats
    RateSide(boolean rising, double logThreshold) {
        this.logThreshold = logThreshold;
        for (int bet = 0; bet < BETS; bet++) {
            multiplier[bet] = rising ? ODDS[bet] : 1 / ODDS[bet];
            perBad[bet] = Math.log(multiplier[bet]);
        }
        Arrays.fill(since, Instant.EPOCH);
    }

    /// A change: since when, on what evidence in nats, and the trials since then.
    record Found(Instant onset, double logEvidence, double trials, double bad) {}

    /// Takes `k` bad of `n` trials and judges them by the working rate `p`.
    Optional<Found> add(Instant time, double p, int n, int k) {
        use(p);
        double total = 0;
        int strongest = 0;
        for (int bet = 0; bet < BETS; bet++) {
            double e = Math.min(LOG_EVIDENCE_MAX, k * perBad[bet] - n * perTrial[bet]);
            sum[bet] = Math.min(SUM_MAX, (1 + sum[bet]) * Math.exp(e));
            total += sum[bet];
            climb(bet, time, n, k);
            climb[bet] += e;
            strongest = climb[bet] > climb[strongest] ? bet : strongest;
        }
        double statistic = Math.log(total / BETS);
        return statistic < logThreshold
                ? Optional.empty()
                : Optional.of(new Found(since[strongest], statistic, climbTrials[strongest],
                        climbBad[strongest]));
    }

    /// A rate that moved by less is the same; the logarithms stay.
    private void use(double p) {
        if (Math.abs(p - rate) <= SAME * rate) {
            return;
        }
        rate = p;
        for (int bet = 0; bet < BETS; bet++) {
            perTrial[bet] = Math.log1p(p * (multiplier[bet] - 1));
        }
    }

    private void climb(int bet, Instant time, int n, int k) {
        if (climb[bet] <= 0) {
            climb[bet] = 0;
            climbTrials[bet] = 0;
            climbBad[bet] = 0;
            since[bet] = time;
        }
        climbTrials[bet] += n;
        climbBad[bet] += k;
    }

    /// Sets every sum to its start.
    void restart() {
        Arrays.fill(sum, 0);
        Arrays.fill(climb, 0);
    }
}

package dev.picket.detector;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// One side of a single series: whether bad trials have become more.
///
/// Idea: R ← (1 + R)·e for each harm of the grid, alarm where the mean of R reaches B; the onset is
/// where the sum of log e of the strongest harm last stood at zero. Cost: one table row a round.
/// Source: Shiryaev–Roberts with a mixture over the alternative (Pollak 1987); the mean time to a
/// false alarm is at least B rounds for independent trials at a rate of at most the working one.
/// Refused: a cumulative sum on one alternative, which must guess the size of the harm.
final class SeriesSide {

    private static final double PRIOR_TRIALS = 200;
    private static final double PRIOR_RATE = 0.01;
    private static final double MARGIN = 1.5;
    private static final double CAP = 1e200;
    /// Rounds that are only learnt: without them a series that was never clean would begin with a
    /// change. Single trials need none, their window was filled before.
    private static final int ROUNDS_MIN = 20;

    private final double logThreshold;
    private final EvidenceTables tables = new EvidenceTables();
    private final double[] sum = new double[HarmGrid.MAX_POINTS];
    private final double[] climb = new double[HarmGrid.MAX_POINTS];
    private final double[] climbTrials = new double[HarmGrid.MAX_POINTS];
    private final double[] climbBad = new double[HarmGrid.MAX_POINTS];
    private final Instant[] since = new Instant[HarmGrid.MAX_POINTS];
    private long rounds;
    private double trials;
    private double bad;

    SeriesSide(double logThreshold) {
        this.logThreshold = logThreshold;
        Arrays.fill(since, Instant.EPOCH);
    }

    /// A change.
    ///
    /// @param rate the share of bad trials from the onset to here
    record Found(Instant onset, double logEvidence, double rate) {}

    /// p̄, the working rate: the learnt one with a margin, never below materiality.
    double rate() {
        double learnt = (bad + PRIOR_TRIALS * PRIOR_RATE) / (trials + PRIOR_TRIALS);
        return EvidenceTables.rate(EvidenceTables.rateLevel(MARGIN * learnt));
    }

    /// Takes `k` bad of `n` trials, judges them by what was learnt before, and learns them.
    Optional<Found> add(Instant time, HarmGrid grid, int n, int k) {
        EvidenceTable table = tables.table(
                tables.id(grid, EvidenceTables.rateLevel(rate()), 0, n));
        trials += n;
        bad += k;
        if (++rounds <= ROUNDS_MIN && n > 1) {
            return Optional.empty();
        }
        double total = 0;
        int strongest = 0;
        for (int q = 0; q < grid.points(); q++) {
            sum[q] = Math.min(CAP, (1 + sum[q]) * table.evidence(k, q));
            total += sum[q];
            climb(q, time, n, k);
            climb[q] += Math.log(table.evidence(k, q));
            strongest = climb[q] > climb[strongest] ? q : strongest;
        }
        double statistic = Math.log(total / grid.points());
        return statistic < logThreshold
                ? Optional.empty()
                : Optional.of(new Found(since[strongest], statistic,
                        climbBad[strongest] / climbTrials[strongest]));
    }

    private void climb(int q, Instant time, int n, int k) {
        if (climb[q] <= 0) {
            climb[q] = 0;
            climbTrials[q] = 0;
            climbBad[q] = 0;
            since[q] = time;
        }
        climbTrials[q] += n;
        climbBad[q] += k;
    }

    /// Sets every sum to its start; what was learnt stays.
    void restart() {
        Arrays.fill(sum, 0);
        Arrays.fill(climb, 0);
    }
}

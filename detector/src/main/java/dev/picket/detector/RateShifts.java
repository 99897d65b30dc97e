package dev.picket.detector;

import dev.picket.detector.SeriesDetector.Change;
import dev.picket.detector.SeriesDetector.Direction;
import java.time.Instant;
import java.util.Optional;

/// Changes of the rate of bad trials in one series of tallies, both ways.
///
/// Idea: the rate is learnt from the past since the last change, and each side is watched against
/// it with a margin: p̂ = (k + s·μ)/(n + s), working odds 1.5 times (a rise) or a 1.5th (a fall) of
/// those of p̂. After a change the learning starts anew with the trials since its onset, so that
/// the end of a rise is the fall that it is. Cost: two sides a round. Refused: a watch of its own
/// for the end of a rise, which knew one change only and never a second rise.
final class RateShifts {

    private static final double PRIOR_TRIALS = 200;
    private static final double PRIOR_RATE = 0.01;
    private static final double MARGIN = 1.5;
    /// Rates below this are not told apart: materiality.
    private static final double RATE_MIN = 5e-4;
    private static final double RATE_MAX = 1 - 1e-3;
    /// Rounds and trials that are only learnt at the beginning: without them a series that was
    /// never clean would begin with a change.
    private static final int ROUNDS_MIN = 20;
    private static final int TRIALS_MIN = 100;
    /// Trials learnt from: what is older fades.
    private static final double TRIALS_MAX = 1e6;

    private final RateSide more;
    private final RateSide fewer;
    private Optional<Double> known;
    private double priorTrials = PRIOR_TRIALS;
    private double priorRate = PRIOR_RATE;
    private long rounds;
    private double trials;
    private double bad;

    /// @param known the rate before any change, where it need not be learnt
    RateShifts(double logThreshold, Optional<Double> known) {
        this.more = new RateSide(true, logThreshold);
        this.fewer = new RateSide(false, logThreshold);
        this.known = known;
    }

    Optional<Change> add(Instant time, int n, int k) {
        rounds++;
        boolean learnOnly = known.isEmpty() && (rounds <= ROUNDS_MIN || trials < TRIALS_MIN);
        if (learnOnly) {
            learn(n, k);
            return Optional.empty();
        }
        Optional<RateSide.Found> rise = more.add(time, upper(), n, k);
        Optional<RateSide.Found> fall = lower() < RATE_MIN
                ? Optional.empty()
                : fewer.add(time, lower(), n, k);
        if (rise.isEmpty() && fall.isEmpty()) {
            learn(n, k);
            return Optional.empty();
        }
        RateSide.Found found = rise.or(() -> fall).orElseThrow();
        startAnew(found);
        return Optional.of(new Change(rise.isPresent() ? Direction.UP : Direction.DOWN,
                found.onset(), time, found.logEvidence()));
    }

    private void learn(int n, int k) {
        double keep = trials + n > TRIALS_MAX ? 1 - n / TRIALS_MAX : 1;
        trials = trials * keep + n;
        bad = bad * keep + k;
    }

    private void startAnew(RateSide.Found found) {
        more.restart();
        fewer.restart();
        priorTrials = Math.min(PRIOR_TRIALS, found.trials());
        priorRate = found.bad() / found.trials();
        trials = 0;
        bad = 0;
        known = Optional.empty();
    }

    private double learnt() {
        return (bad + priorTrials * priorRate) / (trials + priorTrials);
    }

    private double upper() {
        return known.orElseGet(() -> odds(learnt(), MARGIN));
    }

    private double lower() {
        return known.orElseGet(() -> odds(learnt(), 1 / MARGIN));
    }

    /// The rate whose odds are `factor` times those of `rate`, inside the rates told apart above.
    private static double odds(double rate, double factor) {
        double inside = Math.min(rate, RATE_MAX);
        double odds = factor * inside / (1 - inside);
        double shifted = odds / (1 + odds);
        return factor > 1 ? Math.clamp(shifted, RATE_MIN, RATE_MAX) : shifted;
    }
}

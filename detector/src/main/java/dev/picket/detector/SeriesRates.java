package dev.picket.detector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What each series has shown so far, forgotten over time: trials with the bad ones among them,
/// rounds with the odd ones, and the last eight rounds. 17 bytes a series.
///
/// Bad trials of a round count up to where the round is a bad one: what is above belongs to bursts.
final class SeriesRates {

    private static final double PRIOR_TRIALS = 2_000;
    private static final double PRIOR_ROUNDS = 500;

    private final float[] bad;
    private final float[] trials;
    private final float[] oddRounds;
    private final float[] rounds;
    private final byte[] history;
    private final Map<Integer, Waiting> waiting = new HashMap<>();

    SeriesRates(int series) {
        this.bad = new float[series];
        this.trials = new float[series];
        this.oddRounds = new float[series];
        this.rounds = new float[series];
        this.history = new byte[series];
    }

    /// p̂ = (k + s·class rate)/(n + s), s = 2,000.
    double learnt(int i, double classRate) {
        return (bad[i] + PRIOR_TRIALS * classRate) / (trials[i] + PRIOR_TRIALS);
    }

    /// r, about the 95 % upper bound of the rate of odd rounds.
    double oddRate(int i) {
        double own = oddRounds[i] / (rounds[i] + PRIOR_ROUNDS);
        return own + 2 * Math.sqrt(own / (rounds[i] + PRIOR_ROUNDS));
    }

    /// The last eight rounds, as [Context] has them.
    byte history(int i) {
        return history[i];
    }

    boolean isWaiting(int i) {
        return !waiting.isEmpty() && waiting.containsKey(i);
    }

    /// Counts a tally at once.
    ///
    /// @param season what rates are multiplied by just now: so many times more trials it is worth
    void add(int i, EvidenceTable judge, int k, double season) {
        trials[i] += (float) (judge.trials() * season);
        rounds[i]++;
        if (k > 0) {
            bad[i] += judge.cut(k);
            oddRounds[i] += judge.isOddRound(k) ? 1 : 0;
        }
        addToContext(i, judge, k);
    }

    /// Keeps a tally waiting.
    void addWaiting(int i, EvidenceTable judge, int k) {
        waiting.computeIfAbsent(i, _ -> new Waiting()).add(judge, k);
        addToContext(i, judge, k);
    }

    /// A tally whose tick was closed already.
    void addLate(int i, int n, int k) {
        Waiting kept = waiting.get(i);
        if (kept == null) {
            trials[i] += n;
            bad[i] += k;
        } else {
            kept.addLate(n, k);
        }
    }

    /// Counts what waits, and hands it over one by one.
    ///
    /// @param season as above; the present one will do for what waited minutes
    List<Waiting.Kept> takeWaiting(int i, double season) {
        Waiting all = waiting.remove(i);
        if (all == null) {
            return List.of();
        }
        trials[i] += (float) (all.trials() * season);
        bad[i] += (float) all.bad();
        rounds[i] += all.rounds();
        oddRounds[i] += all.oddRounds();
        return all.kept();
    }

    /// Forgets what waits: it turned out to be an incident.
    void dropWaiting(int i) {
        if (!waiting.isEmpty()) {
            waiting.remove(i);
        }
    }

    /// Takes a tally for the history only.
    void addToContext(int i, EvidenceTable judge, int k) {
        history[i] = Context.next(history[i], judge.isBadRound(k));
    }

    /// Puts what was seen lately in the place of all that was learnt of a series.
    void replace(int i, long seen, long ofThemBad) {
        trials[i] = seen;
        bad[i] = ofThemBad;
        oddRounds[i] = 0;
        waiting.remove(i);
    }

    /// Rounds learnt, forgetting applied.
    double rounds(int i) {
        return rounds[i];
    }

    void forget(double factor) {
        for (float[] sums : new float[][]{bad, trials, oddRounds, rounds}) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] *= (float) factor;
            }
        }
    }

    DetectorMemory.Learnt snapshot(int i) {
        return new DetectorMemory.Learnt(trials[i], bad[i], rounds[i], oddRounds[i]);
    }

    void restore(int i, DetectorMemory.Learnt learnt) {
        trials[i] = (float) learnt.trials();
        bad[i] = (float) learnt.bad();
        rounds[i] = (float) learnt.rounds();
        oddRounds[i] = (float) learnt.badRounds();
    }
}

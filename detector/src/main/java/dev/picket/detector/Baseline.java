package dev.picket.detector;

import java.time.Duration;

/// What is learnt of each series from its past: the bad rate, and how often its rounds are odd.
///
/// Idea: the null of a series is its own past, drawn towards the mean of its lane by a prior worth
/// 2,000 trials, forgotten over 14 days. Bad events come in bursts, so a round that follows a bad
/// one is judged by a looser floor, learnt per lane: how often a bad round follows a bad round.
/// Nothing is learnt from a series that is suspected; its tallies wait until the suspicion ends.
final class Baseline {

    private static final double PRIOR_TRIALS = 2_000;
    private static final double CLASS_PRIOR_TRIALS = 2_000;
    private static final double PRIOR_ROUNDS = 500;
    private static final double MARGIN = 1.5;
    private static final double FLOOR_FACTOR = 2;
    private static final double FORGET_SECONDS = 14 * 86_400.0;
    private static final int FORGET_EVERY_TICKS = 64;
    /// Rounds after a bad one that are judged as its continuation.
    private static final int BURST_ROUNDS = 4;
    private static final double PRIOR_CONTINUED = 0.25;
    private static final double PRIOR_CONTINUED_ROUNDS = 30;
    private static final double MAX_FLOOR = 0.6;

    private final SeriesIndex series;
    private final double forget;
    private final double[] bad;
    private final double[] trials;
    private final double[] badRounds;
    private final double[] rounds;
    private final double[] waitingBad;
    private final double[] waitingTrials;
    private final double[] waitingBadRounds;
    private final double[] waitingRounds;
    private final byte[] sinceBad;
    private final double[] laneBad;
    private final double[] laneTrials;
    private final double[] laneBurstRounds;
    private final double[] laneContinued;
    private int ticksToForget = FORGET_EVERY_TICKS;

    Baseline(SeriesIndex series, double tickSeconds) {
        this.series = series;
        this.forget = Math.exp(-FORGET_EVERY_TICKS * tickSeconds / FORGET_SECONDS);
        int n = series.count();
        this.bad = new double[n];
        this.trials = new double[n];
        this.badRounds = new double[n];
        this.rounds = new double[n];
        this.waitingBad = new double[n];
        this.waitingTrials = new double[n];
        this.waitingBadRounds = new double[n];
        this.waitingRounds = new double[n];
        this.sinceBad = new byte[n];
        java.util.Arrays.fill(sinceBad, Byte.MAX_VALUE);
        int lanes = series.lanes().size();
        this.laneBad = new double[lanes];
        this.laneTrials = new double[lanes];
        this.laneBurstRounds = new double[lanes];
        this.laneContinued = new double[lanes];
    }

    /// p̂, the learnt bad rate of a trial.
    double learntRate(int i) {
        return (bad[i] + PRIOR_TRIALS * laneRate(series.laneOf(i))) / (trials[i] + PRIOR_TRIALS);
    }

    private double laneRate(int lane) {
        double prior = series.lanes().get(lane).priorRate();
        return (laneBad[lane] + CLASS_PRIOR_TRIALS * prior)
                / (laneTrials[lane] + CLASS_PRIOR_TRIALS);
    }

    /// The level of p̄, the working rate: the learnt one with a margin, never below materiality.
    int rateLevel(int i) {
        return EvidenceTables
                .rateLevel(Math.max(EvidenceTables.MIN_RATE, MARGIN * learntRate(i)));
    }

    /// The level of the tail floor of the next round, from the rounds before it.
    int floorLevel(int i) {
        double own = badRounds[i] / (rounds[i] + PRIOR_ROUNDS);
        double upper = own + 2 * Math.sqrt(own / (rounds[i] + PRIOR_ROUNDS));
        double floor = Math.max(EvidenceTables.MIN_FLOOR, FLOOR_FACTOR * upper);
        if (sinceBad[i] < BURST_ROUNDS) {
            floor = Math.max(floor, MARGIN * continuation(series.laneOf(i)));
        }
        return EvidenceTables.floorLevel(Math.min(floor, MAX_FLOOR));
    }

    private double continuation(int lane) {
        return (laneContinued[lane] + PRIOR_CONTINUED * PRIOR_CONTINUED_ROUNDS)
                / (laneBurstRounds[lane] + PRIOR_CONTINUED_ROUNDS);
    }

    /// Learns a tally, or keeps it waiting while a component of its path is suspected.
    void learn(int i, int n, int k, boolean badRound, boolean suspected) {
        waitingTrials[i] += n;
        waitingBad[i] += k;
        waitingRounds[i]++;
        waitingBadRounds[i] += badRound ? 1 : 0;
        if (!suspected) {
            int lane = series.laneOf(i);
            if (sinceBad[i] < BURST_ROUNDS) {
                laneBurstRounds[lane]++;
                laneContinued[lane] += badRound ? 1 : 0;
            }
            takeWaiting(i);
        }
        sinceBad[i] = badRound ? 0 : (byte) Math.min(Byte.MAX_VALUE, sinceBad[i] + 1);
    }

    private void takeWaiting(int i) {
        int lane = series.laneOf(i);
        trials[i] += waitingTrials[i];
        bad[i] += waitingBad[i];
        rounds[i] += waitingRounds[i];
        badRounds[i] += waitingBadRounds[i];
        laneTrials[lane] += waitingTrials[i];
        laneBad[lane] += waitingBad[i];
        dropWaiting(i);
    }

    /// Forgets what waits: it turned out to be an incident.
    void dropWaiting(int i) {
        waitingTrials[i] = 0;
        waitingBad[i] = 0;
        waitingRounds[i] = 0;
        waitingBadRounds[i] = 0;
    }

    /// A tally whose tick was closed already: counted, and no decision is opened again.
    void learnLate(int i, int n, int k) {
        waitingTrials[i] += n;
        waitingBad[i] += k;
    }

    void closeTick() {
        if (--ticksToForget > 0) {
            return;
        }
        ticksToForget = FORGET_EVERY_TICKS;
        for (double[] sums : new double[][]{bad, trials, badRounds, rounds, laneBad, laneTrials,
                laneBurstRounds, laneContinued}) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] *= forget;
            }
        }
    }

    DetectorMemory snapshot(Duration learntFor) {
        return new DetectorMemory(learntFor,
                DetectorMemory.all(series, bad, trials, badRounds, rounds));
    }

    /// Takes what another detector had learnt of the series both know.
    void restore(DetectorMemory memory) {
        for (int i = 0; i < series.count(); i++) {
            int lane = series.laneOf(i);
            int index = i;
            memory.learnt(series.path(i), series.lane(i).signal()).ifPresent(learnt -> {
                trials[index] = learnt.trials();
                bad[index] = learnt.bad();
                rounds[index] = learnt.rounds();
                badRounds[index] = learnt.badRounds();
                laneTrials[lane] += learnt.trials();
                laneBad[lane] += learnt.bad();
            });
        }
    }
}

package dev.picket.detector;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is learnt of each series from its past, and the table that judges its next round.
///
/// Idea: the null of a series is that of its class in the context of its last rounds ([LaneNull]),
/// with bad events added where the path is worse than its class: d = max(0, p̄ − class mean), p̄ =
/// max(5e-4, 1.5·p̂), p̂ = (k + s·class mean)/(n + s), s = 2,000 trials, forgotten over 14 days. Bad
/// trials of a round count up to where the round is a bad one: what is above belongs to bursts, of
/// which the class's contexts and the path's own tail floor take care. The floor is twice the upper
/// bound of the path's own rate of rounds that its null calls less likely than 0.001.
/// Nothing is learnt from a series that is suspected; its tallies wait until the suspicion ends.
/// Cost: in the calm context two array reads and three additions a tally.
final class Baseline {

    private static final double PRIOR_TRIALS = 2_000;
    private static final double CLASS_PRIOR_TRIALS = 2_000;
    private static final double PRIOR_ROUNDS = 500;
    private static final double MARGIN = 1.5;
    private static final double FLOOR_FACTOR = 2;
    private static final double MAX_FLOOR = 0.6;
    private static final double FORGET_SECONDS = 14 * 86_400.0;
    /// Every so many ticks what was counted goes to the classes, which may be fitted anew.
    private static final int DRAIN_EVERY_TICKS = 16;
    private static final int FORGET_EVERY_TICKS = 64;
    /// A class is fitted anew after so many ticks (6 h) even if it has not seen twice as much.
    private static final int FIT_EVERY_TICKS = 2_160;
    private static final int UNKNOWN = -1;

    private final SeriesIndex series;
    private final EvidenceTables tables;
    private final double forget;
    private final float[] bad;
    private final float[] trials;
    private final float[] oddRounds;
    private final float[] rounds;
    private final byte[] history;
    private final byte[] worse;
    private final byte[] floor;
    private final short[] calmTable;
    private final @Nullable Waiting[] waiting;
    private final double[] laneBad;
    private final double[] laneTrials;
    private final LaneNull[] lanes;
    private long closed;

    Baseline(SeriesIndex series, EvidenceTables tables, double tickSeconds) {
        this.series = series;
        this.tables = tables;
        this.forget = Math.exp(-FORGET_EVERY_TICKS * tickSeconds / FORGET_SECONDS);
        int n = series.count();
        this.bad = new float[n];
        this.trials = new float[n];
        this.oddRounds = new float[n];
        this.rounds = new float[n];
        this.history = new byte[n];
        this.worse = new byte[n];
        this.floor = new byte[n];
        this.calmTable = new short[n];
        this.waiting = new Waiting[n];
        this.lanes = new LaneNull[series.lanes().size()];
        this.laneBad = new double[lanes.length];
        this.laneTrials = new double[lanes.length];
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] = new LaneNull(lane, series.lanes().get(lane));
            refresh(lane);
        }
    }

    /// p̂, the learnt bad rate of a trial, bursts cut.
    double learntRate(int i) {
        return (bad[i] + PRIOR_TRIALS * laneRate(series.laneOf(i))) / (trials[i] + PRIOR_TRIALS);
    }

    private double laneRate(int lane) {
        double prior = series.lanes().get(lane).priorRate();
        return (laneBad[lane] + CLASS_PRIOR_TRIALS * prior)
                / (laneTrials[lane] + CLASS_PRIOR_TRIALS);
    }

    /// The null of a class.
    LaneNull lane(int lane) {
        return lanes[lane];
    }

    /// The number of the table that judges a round of n trials of a series, from the rounds before
    /// it; [EvidenceTables#NONE] when all numbers are taken.
    int table(int i, int n, long tick) {
        int known = calmTable[i];
        if (history[i] == 0 && known != UNKNOWN && tables.table(known).trials() == n) {
            tables.use(known, tick);
            return known;
        }
        int context = Context.of(history[i]);
        int id = lanes[series.laneOf(i)].table(tables, context, n, worse[i], floor[i], tick);
        if (context == Context.CALM) {
            calmTable[i] = (short) id;
        }
        return id;
    }

    /// Learns a tally that a table has judged, or keeps it waiting while a component of its path
    /// is suspected.
    void learn(int i, int table, int k, boolean suspected) {
        EvidenceTable judge = tables.table(table);
        Waiting kept = waiting[i];
        if (suspected || kept != null) {
            Waiting all = kept == null ? new Waiting() : kept;
            all.add(judge, k, cut(judge, k));
            waiting[i] = all;
            if (!suspected) {
                takeWaiting(i, all);
            }
        } else {
            tables.count(table, k);
            trials[i] += judge.trials();
            rounds[i]++;
            if (k > 0) {
                bad[i] += cut(judge, k);
                oddRounds[i] += judge.isOddRound(k) ? 1 : 0;
                refreshSeries(i);
            }
        }
        history[i] = Context.next(history[i], judge.isBadRound(k));
    }

    private static int cut(EvidenceTable judge, int k) {
        return Math.min(k, judge.badFrom());
    }

    private void takeWaiting(int i, Waiting all) {
        trials[i] += (float) all.trials();
        bad[i] += (float) all.bad();
        rounds[i] += all.rounds();
        oddRounds[i] += all.oddRounds();
        for (Waiting.Kept one : all.kept()) {
            learnClass(one.table(), one.bad(), 1);
        }
        refreshSeries(i);
        dropWaiting(i);
    }

    private void learnClass(EvidenceTable judge, int k, int count) {
        int lane = judge.lane();
        laneTrials[lane] += (double) judge.trials() * count;
        laneBad[lane] += (double) cut(judge, k) * count;
        lanes[lane].learn(judge.context(), judge.trials(), k, count);
    }

    /// Forgets what waits: it turned out to be an incident.
    void dropWaiting(int i) {
        waiting[i] = null;
    }

    /// A tally whose tick was closed already: counted, and no decision is opened again.
    void learnLate(int i, int n, int k) {
        Waiting kept = waiting[i];
        if (kept == null) {
            trials[i] += n;
            bad[i] += k;
        } else {
            kept.addLate(n, k);
        }
    }

    void closeTick(long tick) {
        closed++;
        if (closed % DRAIN_EVERY_TICKS == 0) {
            drain();
            for (int lane = 0; lane < lanes.length; lane++) {
                if (lanes[lane].isDue() || closed % FIT_EVERY_TICKS == 0) {
                    lanes[lane].fit(laneRate(lane));
                    refresh(lane);
                }
            }
        }
        if (closed % FORGET_EVERY_TICKS == 0) {
            forget();
            tables.recycle(tick - TallyRing.TICKS);
            for (int lane = 0; lane < lanes.length; lane++) {
                refresh(lane);
            }
        }
    }

    private void drain() {
        tables.drain(this::learnClass);
    }

    private void forget() {
        for (float[] sums : new float[][]{bad, trials, oddRounds, rounds}) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] *= (float) forget;
            }
        }
        for (int lane = 0; lane < lanes.length; lane++) {
            laneBad[lane] *= forget;
            laneTrials[lane] *= forget;
            lanes[lane].forget(forget);
        }
    }

    private void refresh(int lane) {
        for (int i = series.laneStart(lane); i < series.laneEnd(lane); i++) {
            refreshSeries(i);
            calmTable[i] = UNKNOWN;
        }
    }

    private void refreshSeries(int i) {
        double working = Math.max(EvidenceTables.MIN_RATE, MARGIN * learntRate(i));
        byte level = (byte) WorseLevels.level(working - lanes[series.laneOf(i)].mean());
        byte tail = (byte) EvidenceTables.floorLevel(floor(i));
        if (level != worse[i] || tail != floor[i]) {
            worse[i] = level;
            floor[i] = tail;
            calmTable[i] = UNKNOWN;
        }
    }

    private double floor(int i) {
        double own = oddRounds[i] / (rounds[i] + PRIOR_ROUNDS);
        double upper = own + 2 * Math.sqrt(own / (rounds[i] + PRIOR_ROUNDS));
        return Math.clamp(FLOOR_FACTOR * upper, EvidenceTables.MIN_FLOOR, MAX_FLOOR);
    }

    DetectorMemory snapshot(Duration learntFor) {
        return new DetectorMemory(learntFor,
                DetectorMemory.all(series, bad, trials, oddRounds, rounds));
    }

    /// Takes what another detector had learnt of the series both know.
    void restore(DetectorMemory memory) {
        for (int i = 0; i < series.count(); i++) {
            int lane = series.laneOf(i);
            int index = i;
            memory.learnt(series.path(i), series.lane(i).signal()).ifPresent(learnt -> {
                trials[index] = (float) learnt.trials();
                bad[index] = (float) learnt.bad();
                rounds[index] = (float) learnt.rounds();
                oddRounds[index] = (float) learnt.badRounds();
                laneTrials[lane] += learnt.trials();
                laneBad[lane] += learnt.bad();
            });
        }
        for (int lane = 0; lane < lanes.length; lane++) {
            refresh(lane);
        }
        Arrays.fill(calmTable, (short) UNKNOWN);
    }
}

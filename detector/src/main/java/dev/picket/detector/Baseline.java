package dev.picket.detector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is learnt of each series from its past, and the table that judges its next round.
///
/// Idea: the null of a series is that of its class in the context of its last rounds ([LaneNull]),
/// with bad events added where the path is worse than its class: d = max(0, p̄ − class mean), p̄ =
/// max(5e-4, 1.5·p̂·f), f the class's factor of the present hour ([Season]), forgotten over 14
/// days. The tail floor is 1.5 times the upper bound of the path's own rate of rounds that
/// its null calls less likely than 0.001: alarms come from the worst path.
/// Nothing is learnt from a series that is suspected; its tallies wait until the suspicion ends.
/// Contexts go on with what came, suspected or not: e stays an e-value of its past.
/// Cost: in the calm context a few array reads and three additions a tally.
final class Baseline {

    private static final double MARGIN = 1.5;
    private static final double FLOOR_FACTOR = 1.5;
    private static final double MAX_FLOOR = 0.6;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double FORGET_SECONDS = 14 * SECONDS_PER_DAY;
    /// Every so many ticks what was counted goes to the classes, which may be fitted anew.
    private static final int DRAIN_EVERY_TICKS = 16;
    private static final int FORGET_EVERY_TICKS = 64;
    /// A class is fitted anew after so many ticks (6 h) even if it has not seen twice as much.
    private static final int FIT_EVERY_TICKS = 2_160;
    /// A series is new for so many rounds, or a sixth of the warm-up's ticks where those are fewer.
    private static final double NEW_ROUNDS = 360;
    /// A calibrated null of all classes together fails its test once in so long: a year.
    private static final double SECONDS_PER_FAILURE = 365.25 * SECONDS_PER_DAY;
    private static final int UNKNOWN = -1;

    private final SeriesIndex series;
    private final EvidenceTables tables;
    private final double tickSeconds;
    private final double forget;
    private final SeriesRates rates;
    private final byte[] worse;
    private final byte[] floor;
    private final short[] calmTable;
    private final LaneNull[] lanes;
    private final double newRounds;
    private final double blocksPerFailure;
    private final long dayTicks;
    private final long[] reportAgain;
    private final List<Lane> miscalibrated = new ArrayList<>();
    private long closed;
    private long quarter = Long.MIN_VALUE;

    /// @param warmUpTicks how long everything is only learnt
    Baseline(SeriesIndex series, EvidenceTables tables, double tickSeconds, long warmUpTicks) {
        this.newRounds = Math.min(NEW_ROUNDS, warmUpTicks / 6.0);
        this.tickSeconds = tickSeconds;
        this.series = series;
        this.tables = tables;
        this.forget = Math.exp(-FORGET_EVERY_TICKS * tickSeconds / FORGET_SECONDS);
        this.rates = new SeriesRates(series.count());
        this.worse = new byte[series.count()];
        this.floor = new byte[series.count()];
        this.calmTable = new short[series.count()];
        this.blocksPerFailure = SECONDS_PER_FAILURE * series.lanes().size()
                / (DRAIN_EVERY_TICKS * tickSeconds);
        this.dayTicks = Math.round(SECONDS_PER_DAY / tickSeconds);
        this.reportAgain = new long[series.lanes().size()];
        this.lanes = new LaneNull[series.lanes().size()];
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] = new LaneNull(lane, series.lanes().get(lane));
            refresh(lane);
        }
    }

    /// p̂, the learnt bad rate of a trial, bursts cut, at the mean of the season.
    double learntRate(int i) {
        return rates.learnt(i, lanes[series.laneOf(i)].rate());
    }

    private double season(int i) {
        return lanes[series.laneOf(i)].season().factor();
    }

    /// The null of a class.
    LaneNull lane(int lane) {
        return lanes[lane];
    }

    /// Begins a tick: what is judged in it is judged by its part of the season.
    void openTick(long tick) {
        long now = (long) Math.floor(tick * tickSeconds / Season.SECONDS_PER_QUARTER);
        if (now == quarter) {
            return;
        }
        quarter = now;
        tables.drain(this::learnClass);
        for (int lane = 0; lane < lanes.length; lane++) {
            if (lanes[lane].season().moveTo(now)) {
                refresh(lane);
            }
        }
    }

    /// The number of the table that judges a round of n trials of a series, from the rounds before
    /// it; [EvidenceTables#NONE] when all numbers are taken.
    int table(int i, int n, long tick) {
        int known = calmTable[i];
        byte history = rates.history(i);
        if (history == 0 && known != UNKNOWN && tables.table(known).trials() == n) {
            tables.use(known, tick);
            return known;
        }
        int context = Context.of(history);
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
        if (suspected || rates.isWaiting(i)) {
            rates.addWaiting(i, judge, k);
            if (!suspected) {
                takeWaiting(i);
            }
            return;
        }
        rates.add(i, judge, k, season(i));
        tables.count(table, k);
        if (k > 0) {
            refreshSeries(i);
        }
    }

    private void takeWaiting(int i) {
        for (Waiting.Kept one : rates.takeWaiting(i, season(i))) {
            learnClass(one.table(), one.bad(), 1);
        }
        refreshSeries(i);
    }

    private void learnClass(EvidenceTable judge, int k, int count) {
        lanes[judge.lane()].learn(judge, k, count);
    }

    /// Forgets what waits: it turned out to be an incident.
    void dropWaiting(int i) {
        rates.dropWaiting(i);
    }

    /// Learns nothing of a tally that an incident explains, nor of those that waited to know of
    /// it. The context goes on.
    void passOver(int i, int table, int k) {
        rates.dropWaiting(i);
        rates.addToContext(i, tables.table(table), k);
    }

    /// Takes a shift for how things are: what was seen since it began replaces what was learnt.
    void accept(int i, long trials, long bad) {
        rates.replace(i, trials, bad);
        refreshSeries(i);
    }

    /// Whether too little is known of a series for an alarm of its own: its null is its class's.
    boolean isNew(int i) {
        return rates.rounds(i) < newRounds;
    }

    /// A tally whose tick was closed already: counted, and no decision is opened again.
    void learnLate(int i, int n, int k) {
        rates.addLate(i, n, k);
    }

    /// @param learningOnly whether nothing is judged yet, so that the null is not tested either
    void closeTick(long tick, boolean learningOnly) {
        closed++;
        if (closed % DRAIN_EVERY_TICKS == 0) {
            tables.drain(this::learnClass);
            for (int lane = 0; lane < lanes.length; lane++) {
                test(lane, learningOnly);
                if (lanes[lane].isDue() || closed % FIT_EVERY_TICKS == 0) {
                    lanes[lane].fit();
                    refresh(lane);
                }
            }
        }
        if (closed % FORGET_EVERY_TICKS == 0) {
            rates.forget(forget);
            tables.recycle(tick - TallyRing.TICKS);
            for (int lane = 0; lane < lanes.length; lane++) {
                lanes[lane].forget(forget);
                refresh(lane);
            }
        }
    }

    private void test(int lane, boolean learningOnly) {
        if (learningOnly) {
            lanes[lane].calibration().startBlock();
        } else if (lanes[lane].calibration().endBlock(blocksPerFailure)
                && closed >= reportAgain[lane]) {
            miscalibrated.add(series.lanes().get(lane));
            reportAgain[lane] = closed + dayTicks;
        }
    }

    /// The classes whose null has failed its test since this was asked last; one at most once a
    /// day.
    List<Lane> takeMiscalibrated() {
        List<Lane> failed = List.copyOf(miscalibrated);
        miscalibrated.clear();
        return failed;
    }

    private void refresh(int lane) {
        for (int i = series.laneStart(lane); i < series.laneEnd(lane); i++) {
            refreshSeries(i);
            calmTable[i] = UNKNOWN;
        }
    }

    private void refreshSeries(int i) {
        double working = Math.max(EvidenceTables.MIN_RATE, MARGIN * learntRate(i) * season(i));
        byte level = (byte) WorseLevels.level(working - lanes[series.laneOf(i)].mean());
        byte tail = (byte) EvidenceTables.floorLevel(Math.clamp(FLOOR_FACTOR * rates.oddRate(i),
                EvidenceTables.MIN_FLOOR, MAX_FLOOR));
        if (level != worse[i] || tail != floor[i]) {
            worse[i] = level;
            floor[i] = tail;
            calmTable[i] = UNKNOWN;
        }
    }

    DetectorMemory snapshot(Duration learntFor) {
        SortedMap<String, DetectorMemory.Learnt> all = new TreeMap<>();
        for (int i = 0; i < series.count(); i++) {
            DetectorMemory.Learnt learnt = rates.snapshot(i);
            if (learnt.trials() > 0) {
                all.put(DetectorMemory.key(series.path(i), series.lane(i).signal()), learnt);
            }
        }
        SortedMap<String, DetectorMemory.ClassLearnt> classes = new TreeMap<>();
        for (int lane = 0; lane < lanes.length; lane++) {
            if (lanes[lane].visits() > 0) {
                classes.put(DetectorMemory.key(series.lanes().get(lane)),
                        lanes[lane].snapshot());
            }
        }
        return new DetectorMemory(learntFor, all, classes);
    }

    /// Takes what another detector had learnt of the series and classes both know.
    void restore(DetectorMemory memory) {
        for (int i = 0; i < series.count(); i++) {
            int index = i;
            memory.learnt(series.path(i), series.lane(i).signal())
                    .ifPresent(learnt -> rates.restore(index, learnt));
        }
        for (int lane = 0; lane < lanes.length; lane++) {
            LaneNull known = lanes[lane];
            int number = lane;
            memory.learnt(series.lanes().get(lane)).ifPresent(learnt -> {
                known.restore(learnt);
                series.wake(number);
            });
            refresh(lane);
        }
    }
}

package dev.picket.detector;

import java.util.ArrayList;
import java.util.List;

/// The null of a class of series (a lane): how bad rounds are distributed in each context.
///
/// Idea: bad events come in bursts, so a round after a bad one is judged by what such rounds were
/// like. Contexts of few visits lean on all contexts of their kind together (last round bad; last
/// round good, a bad one before), which is a geometric burst length: how long the burst has lasted
/// makes no difference. Before anything is known a burst is of any depth. Numbers of tables change
/// with every fit: what was learnt up to it is what judges until the next.
final class LaneNull {

    /// Tallies the prior of a context is worth.
    private static final double CONTEXT_PRIOR = 50;
    /// Tallies the prior of a kind of contexts is worth.
    private static final double KIND_PRIOR = 30;
    /// Bursts begin so often, go on so often after a bad round, come back so often soon after one.
    private static final double PRIOR_BEGUN = 0.002;
    private static final double PRIOR_CONTINUED = 0.25;
    private static final double PRIOR_AGAIN = 0.02;
    private static final double LEAST_BURST_RATE = 0.04;
    /// Lanes and fits that a table's key tells apart.
    private static final int KEY_LANES = 256;
    private static final int KEY_FITS = 1 << 20;
    /// In a context that is not calm levels are this many times coarser: its tail is learnt.
    private static final int COARSE_HARM = 3;
    private static final int COARSE_FLOOR = 4;

    private static final double PRIOR_TRIALS = 2_000;

    private final int lane;
    private final HarmGrid grid;
    private final double priorRate;
    private final MixtureFit fit = new MixtureFit();
    private final TallyCounts[] counts = new TallyCounts[Context.COUNT];
    private final NullMixture[] mixtures = new NullMixture[Context.COUNT];
    private final double[][] discounts = new double[Context.COUNT][];
    private final EvidenceMeans means;
    private final Calibration calibration;
    private final Season season = new Season();
    private double trials;
    private double bad;
    private double mean;
    private double fittedVisits;
    private int fits;

    LaneNull(int lane, Lane what) {
        this.lane = lane;
        this.grid = what.grid();
        this.priorRate = what.priorRate();
        this.means = new EvidenceMeans(grid);
        this.calibration = new Calibration(grid);
        for (int c = 0; c < Context.COUNT; c++) {
            counts[c] = new TallyCounts();
        }
        fit();
    }

    /// The mean bad rate of the class, bursts and season taken out.
    double rate() {
        return (bad + PRIOR_TRIALS * priorRate) / (trials + PRIOR_TRIALS);
    }

    /// That rate when the class was last fitted.
    double mean() {
        return mean;
    }

    NullMixture mixture(int context) {
        return mixtures[context];
    }

    /// Learns some equal tallies of the class.
    void learn(EvidenceTable judge, int k, int count) {
        double all = (double) judge.trials() * count;
        double badOnes = (double) judge.cut(k) * count;
        trials += all * season.factor();
        bad += badOnes;
        season.add(all, badOnes);
        counts[judge.context()].add(judge.trials(), k, count);
        means.add(judge, k, count);
        calibration.add(judge, k, count);
    }

    /// How the rate of the class swings over the week.
    Season season() {
        return season;
    }

    /// The running test of this null.
    Calibration calibration() {
        return calibration;
    }

    void forget(double factor) {
        trials *= factor;
        bad *= factor;
        means.forget(factor);
        season.forget(factor);
        for (TallyCounts one : counts) {
            one.forget(factor);
        }
    }

    double visits() {
        double visits = 0;
        for (TallyCounts one : counts) {
            visits += one.visits();
        }
        return visits;
    }

    /// Whether twice as much was seen as at the last fit.
    boolean isDue() {
        return visits() >= 2 * fittedVisits && visits() > 0;
    }

    /// Makes the nulls anew from all that was learnt.
    void fit() {
        mean = rate();
        fittedVisits = visits();
        fits = (fits + 1) % KEY_FITS;
        for (int c = 0; c < Context.COUNT; c++) {
            discounts[c] = means.discounts(c);
        }
        NullMixture burst = fit.burst(LEAST_BURST_RATE);
        NullMixture level = fit.at(mean);
        mixtures[Context.CALM] = fit.fit(counts[Context.CALM],
                fit.blend(burst, level, PRIOR_BEGUN), CONTEXT_PRIOR);
        fitKind(1, Context.FIRST_AFTER_BAD,
                fit.blend(burst, mixtures[Context.CALM], PRIOR_AGAIN));
        fitKind(Context.FIRST_AFTER_BAD, Context.COUNT,
                fit.blend(burst, mixtures[Context.CALM], PRIOR_CONTINUED));
    }

    private void fitKind(int from, int to, NullMixture prior) {
        TallyCounts all = new TallyCounts();
        for (int c = from; c < to; c++) {
            all.addAll(counts[c]);
        }
        NullMixture kind = fit.fit(all, prior, KIND_PRIOR);
        for (int c = from; c < to; c++) {
            mixtures[c] = fit.fit(counts[c], kind, CONTEXT_PRIOR);
        }
    }

    /// The number of the table that judges n trials of a path.
    ///
    /// @param worse level of how much worse than its class the path is, of [WorseLevels]
    /// @param floorLevel level of the path's tail floor
    int table(EvidenceTables tables, int context, int n, int worse, int floorLevel, long tick) {
        int harm = context == Context.CALM ? worse : roundUp(worse, COARSE_HARM);
        int floor = context == Context.CALM ? floorLevel : roundUp(floorLevel, COARSE_FLOOR);
        long key = (((((long) fits * KEY_LANES + lane) * Context.COUNT + context)
                * (EvidenceTables.MAX_TRIALS + 1) + n) * WorseLevels.COUNT + harm) * 64 + floor;
        return tables.id(key, tick, () -> make(context, n, harm, floor));
    }

    DetectorMemory.ClassLearnt snapshot() {
        List<DetectorMemory.Seen> seen = new ArrayList<>();
        for (int c = 0; c < Context.COUNT; c++) {
            int context = c;
            counts[c].each((n, k, count) -> seen.add(
                    new DetectorMemory.Seen(context, n, k, count)));
        }
        return new DetectorMemory.ClassLearnt(trials, bad, seen, season.snapshot());
    }

    /// Takes what another detector had learnt of this class, in place of what is known.
    void restore(DetectorMemory.ClassLearnt learnt) {
        trials = learnt.trials();
        bad = learnt.bad();
        season.restore(learnt.season());
        for (int c = 0; c < Context.COUNT; c++) {
            counts[c] = new TallyCounts();
        }
        for (DetectorMemory.Seen one : learnt.seen()) {
            if (one.isPossible()) {
                counts[one.context()].add(one.trials(), one.bad(), one.count());
            }
        }
        fit();
    }

    private static int roundUp(int level, int step) {
        return (level + step - 1) / step * step;
    }

    private EvidenceTable make(int context, int n, int harm, int floor) {
        double added = WorseLevels.rate(harm);
        return new EvidenceTable(
                new EvidenceTable.Null(grid, lane, context, mixtures[context].plus(added),
                        mixtures[Context.CALM].plus(added),
                        1 - (1 - mean) * (1 - added), EvidenceTables.floor(floor)),
                n, discounts[context]);
    }
}

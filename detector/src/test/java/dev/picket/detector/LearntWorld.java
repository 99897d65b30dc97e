package dev.picket.detector;

import dev.picket.model.topology.ProbeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Bursty paths with a baseline that has learnt them, and the decision statistic of groups of them.
final class LearntWorld {

    /// log(B/w) for one false page a year and a weight of 3e-5.
    static final double THRESHOLD = 25.3;

    private static final int BEFORE = 24;
    private static final int AFTER = 36;
    private static final int CALM_AGAIN = 10;

    private final int paths;
    private final EvidenceTables tables = new EvidenceTables();
    private final BurstyPaths world;
    private final SeriesIndex index;
    private final Baseline baseline;
    private long tick;

    /// A fault of a rate on the first `harmed` of every `members` paths.
    record Fault(int harmed, int members, double rate) {}

    /// Rounds from onset to the end of the one that found it, in order; `missed` were not found.
    record Delays(List<Double> rounds, int missed, int early) {

        double quantile(double part) {
            return rounds.get((int) Math.min(rounds.size() - 1L, (long) (part * rounds.size())));
        }

        String text(Fault fault) {
            return "%d of %d at %.0f %%: n %d, median %.2f, p95 %.2f, p99 %.2f, missed %d, early %d"
                    .formatted(fault.harmed(), fault.members(), 100 * fault.rate(), rounds.size(),
                            quantile(0.5), quantile(0.95), quantile(0.99), missed, early);
        }
    }

    LearntWorld(int paths, long seed, double burstsPerDay, int warmTicks) {
        this.paths = paths;
        this.world = new BurstyPaths(paths, seed, burstsPerDay);
        this.index = BurstyPaths.index(paths, ProbeKind.STAMP);
        this.baseline = new Baseline(index, tables, 10, 8_640);
        run(warmTicks, false);
    }

    EvidenceTables tables() {
        return tables;
    }

    Baseline baseline() {
        return baseline;
    }

    private void run(int ticks, boolean suspected) {
        for (int count = 0; count < ticks; count++) {
            for (int i = 0; i < paths; i++) {
                judge(i, 0, suspected);
            }
            baseline.closeTick(tick++, false);
        }
    }

    /// One round of a path: judged by what was learnt before it, then learnt.
    private Round judge(int i, double added, boolean suspected) {
        int k = world.round(i, added);
        int id = baseline.table(i, BurstyPaths.PACKETS, tick);
        EvidenceTable table = tables.table(id);
        baseline.learn(i, id, k, suspected);
        return new Round(table, k);
    }

    private record Round(EvidenceTable table, int bad) {}

    /// The delays of a fault on every group at once, over some windows; nothing of it is learnt.
    Delays delays(Fault fault, int windows) {
        List<Double> rounds = new ArrayList<>();
        int[] missedAndEarly = new int[2];
        for (int window = 0; window < windows; window++) {
            window(fault, rounds, missedAndEarly);
            run(CALM_AGAIN, true);
            for (int i = 0; i < paths; i++) {
                baseline.dropWaiting(i);
            }
        }
        Collections.sort(rounds);
        return new Delays(rounds, missedAndEarly[0], missedAndEarly[1]);
    }

    private void window(Fault fault, List<Double> rounds, int[] missedAndEarly) {
        int groups = paths / fault.members();
        FixedMembership[] statistic = new FixedMembership[groups];
        double[] onset = new double[groups];
        int[] found = new int[groups];
        for (int g = 0; g < groups; g++) {
            statistic[g] = new FixedMembership(fault.members(), HarmGrid.ADDED.points());
            onset[g] = world.uniform();
            found[g] = -1;
        }
        for (int t = 0; t < BEFORE + AFTER; t++) {
            for (int g = 0; g < groups; g++) {
                double part = t < BEFORE ? 0 : t == BEFORE ? 1 - onset[g] : 1;
                double rate = found[g] >= 0 ? 0 : part * fault.rate();
                if (tick(statistic[g], g, fault, rate) >= THRESHOLD && found[g] < 0) {
                    found[g] = t;
                }
            }
            baseline.closeTick(tick++, false);
        }
        for (int g = 0; g < groups; g++) {
            if (found[g] < BEFORE) {
                missedAndEarly[found[g] < 0 ? 0 : 1]++;
            } else {
                rounds.add(found[g] - BEFORE + 1 - onset[g]);
            }
        }
    }

    private double tick(FixedMembership statistic, int group, Fault fault, double rate) {
        statistic.begin();
        for (int m = 0; m < fault.members(); m++) {
            int i = group * fault.members() + m;
            Round round = judge(i, m < fault.harmed() ? rate : 0, true);
            statistic.add(m, round.table(), round.bad());
        }
        return statistic.logStatistic();
    }

    /// The greatest log M of every group of `members` over background rounds, learning on.
    double greatestInBackground(int members, int ticks) {
        int groups = paths / members;
        FixedMembership[] statistic = new FixedMembership[groups];
        for (int g = 0; g < groups; g++) {
            statistic[g] = new FixedMembership(members, HarmGrid.ADDED.points());
        }
        double greatest = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < ticks; t++) {
            for (int g = 0; g < groups; g++) {
                statistic[g].begin();
                for (int m = 0; m < members; m++) {
                    Round round = judge(g * members + m, 0, false);
                    statistic[g].add(m, round.table(), round.bad());
                }
                greatest = Math.max(greatest, statistic[g].logStatistic());
            }
            baseline.closeTick(tick++, false);
        }
        return greatest;
    }
}

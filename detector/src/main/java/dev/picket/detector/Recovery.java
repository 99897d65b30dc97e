package dev.picket.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether the series a fault harmed are good again.
///
/// Idea: the roles are swapped. For each vantage and each far region, V ← (1+V)·P_p̄(k)/P_p_b(k)
/// with p_b = max(2p̄, p̂₁/4): evidence for the learnt rate against a quarter of the harm. The
/// fault is over when the least V has reached A and no group's V was below 1, which is what a bad
/// tick makes of it, in the last [#MIN_ROUNDS] rounds: one region that is still bad keeps it open,
/// and those that have crossed before leave the scope. Groups too thin to reach A in about
/// [#WANTED_TICKS] healthy ticks are pooled with their
/// neighbours: one member that stays bad holds the whole pool down.
final class Recovery {

    /// A = 1000·360: at most one false end in a thousand hours of fault, at ticks of 10 s.
    private static final double ENOUGH = 360_000;
    private static final int MIN_ROUNDS = 18;
    private static final double WANTED_TICKS = 12;
    /// A lane that was attached later only has to look good: its trials may be few.
    private static final double ENOUGH_ATTACHED = 100;
    /// A group without tallies for so long no longer holds the end up.
    private static final int STALE_TICKS = 30;
    private static final int RECENT_TICKS = 4;
    private static final double MAX_RATE = 0.9;

    private final TallyRing ring;
    private final double harmedRatio;
    private final int[] affected;
    private final List<Group> groups = new ArrayList<>();
    private final double enough;
    private double pooled;
    private long badUntil;

    /// The series of one vantage or region, or several pooled.
    private static final class Group {
        private final List<Integer> members;
        private final SortedSet<String> names;
        private double value;
        private int rounds;
        private int ticksWithout;

        Group(List<Integer> members, SortedSet<String> names) {
            this.members = members;
            this.names = names;
        }
    }

    /// @param harmedRatio p̂₁, the bad ratio of the affected series during the fault
    /// @param attached whether the fault was opened in another lane
    Recovery(SeriesIndex series, TallyRing ring, int[] affected, double harmedRatio, long onset,
            long now, boolean attached) {
        this.ring = ring;
        this.affected = affected;
        this.harmedRatio = harmedRatio;
        this.badUntil = now;
        this.enough = attached ? ENOUGH_ATTACHED : ENOUGH;
        TreeMap<String, List<Integer>> vantages = new TreeMap<>();
        TreeMap<String, List<Integer>> regions = new TreeMap<>();
        for (int i : affected) {
            vantages.computeIfAbsent(series.path(i).vantage(), _ -> new ArrayList<>()).add(i);
            regions.computeIfAbsent(series.topology().targetOf(series.path(i)).region(),
                    _ -> new ArrayList<>()).add(i);
        }
        pool("from ", vantages, onset, now);
        pool("to ", regions, onset, now);
    }

    private void pool(String way, SortedMap<String, List<Integer>> parts, long onset, long now) {
        double wanted = Math.log(enough) / WANTED_TICKS;
        List<Integer> pool = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        double growth = 0;
        int firstOfThese = groups.size();
        for (Map.Entry<String, List<Integer>> part : parts.entrySet()) {
            pool.addAll(part.getValue());
            names.add(way + part.getKey());
            for (int i : part.getValue()) {
                growth += growth(i, onset, now);
            }
            if (growth >= wanted) {
                groups.add(new Group(pool, names));
                pool = new ArrayList<>();
                names = new TreeSet<>();
                growth = 0;
            }
        }
        if (!pool.isEmpty() && groups.size() > firstOfThese) {
            groups.getLast().members.addAll(pool);
            groups.getLast().names.addAll(names);
        } else if (!pool.isEmpty()) {
            groups.add(new Group(pool, names));
        }
    }

    /// How many nats a healthy tick adds for one series, by its tallies since onset.
    private double growth(int i, long onset, long now) {
        double total = 0;
        int ticks = 0;
        for (long tick = onset; tick <= now; tick++) {
            if (ring.holds(tick)) {
                ticks++;
                total += ring.has(tick, i) ? logRatio(ring.table(tick, i), 0) : 0;
            }
        }
        return ticks == 0 ? 0 : total / ticks;
    }

    private double logRatio(EvidenceTable table, int k) {
        double calm = table.rate();
        double harmed = Math.clamp(Math.max(2 * calm, harmedRatio / 4), 0, MAX_RATE);
        if (harmed <= calm) {
            return 0;
        }
        return k * Math.log(calm / harmed)
                + (table.trials() - k) * Math.log((1 - calm) / (1 - harmed));
    }

    void add(long tick) {
        double all = 0;
        for (int i : affected) {
            all += ring.has(tick, i) ? logRatio(ring.table(tick, i), ring.bad(tick, i)) : 0;
        }
        pooled = Math.max(0, pooled + all);
        if (pooled == 0) {
            badUntil = tick;
        }
        groups.forEach(group -> add(group, tick));
    }

    private void add(Group group, long tick) {
        double log = 0;
        boolean any = false;
        for (int i : group.members) {
            if (ring.has(tick, i)) {
                any = true;
                log += logRatio(ring.table(tick, i), ring.bad(tick, i));
            }
        }
        if (!any) {
            group.ticksWithout++;
            return;
        }
        group.ticksWithout = 0;
        group.value = Math.min(10 * enough, (1 + group.value) * Math.exp(log));
        group.rounds = group.value < 1 ? 0 : group.rounds + 1;
    }

    /// Whether every vantage and every far region has shown that it is good.
    boolean isOver() {
        boolean any = false;
        for (Group group : groups) {
            if (group.ticksWithout > STALE_TICKS) {
                continue;
            }
            any = true;
            if (!isGood(group)) {
                return false;
            }
        }
        return any;
    }

    private boolean isGood(Group group) {
        return group.value >= enough && group.rounds >= MIN_ROUNDS;
    }

    /// The vantages (`from sjc`) and far regions (`to sin`) that have shown to be good again.
    SortedSet<String> good() {
        TreeSet<String> good = new TreeSet<>();
        groups.stream().filter(this::isGood).forEach(group -> good.addAll(group.names));
        return good;
    }

    /// Whether a vantage or far region looks good again, and has for some rounds.
    boolean isPartlyGood() {
        return groups.stream().anyMatch(
                group -> group.rounds >= RECENT_TICKS && group.value >= ENOUGH_ATTACHED);
    }

    /// The last tick that was still bad, taken over all affected series together.
    long badUntil() {
        return badUntil;
    }

    /// Whether the last ticks look good again, before that is shown.
    boolean isRecovering(long now) {
        double ratio = ratioOfLast(RECENT_TICKS, now);
        return now - badUntil >= RECENT_TICKS && ratio >= 0 && ratio <= harmedRatio / 4;
    }

    /// Whether the last ticks are as bad as the fault was.
    boolean isBad(long now) {
        return ratioOfLast(RECENT_TICKS, now) >= harmedRatio / 3;
    }

    /// Whether the newest tick by itself is as bad as the fault was. Where most affected series
    /// have no tally in it, as those probed once a minute, all the recent ticks are asked.
    boolean isStillBad(long now) {
        int tallied = 0;
        for (int i : affected) {
            tallied += ring.holds(now) && ring.has(now, i) ? 1 : 0;
        }
        return isBad(now)
                && (2 * tallied < affected.length || ratioOfLast(1, now) >= harmedRatio / 3);
    }

    /// Bad trials over trials of the affected series in the last ticks; -1 without trials.
    private double ratioOfLast(int ticks, long now) {
        double bad = 0;
        double trials = 0;
        for (long tick = now - ticks + 1; tick <= now; tick++) {
            for (int i : affected) {
                if (ring.holds(tick) && ring.has(tick, i)) {
                    bad += ring.bad(tick, i);
                    trials += ring.table(tick, i).trials();
                }
            }
        }
        return trials == 0 ? -1 : bad / trials;
    }

    int[] affected() {
        return affected;
    }

    double harmedRatio() {
        return harmedRatio;
    }
}

package dev.picket.detector;

import dev.picket.model.finding.Contrast;
import dev.picket.model.finding.Harm;
import dev.picket.model.finding.PathEvidence;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a fault looks like on the paths of one lane since its onset: which of the culprit's paths
/// are bad, how bad, where, and what comparable paths say.
final class Scene {

    /// A series is called bad when its evidence since onset is above this, in nats.
    private static final double BAD_NATS = 1.5;
    /// Paths listed in a diagnosis.
    private static final int MAX_LISTED = 20;
    /// A region is named when it has at least this part of the most affected region's bad paths.
    private static final double REGION_PART = 1.0 / 3;

    private final SeriesIndex series;
    private final TallyRing ring;
    private final Set<Integer> members;
    private final SinceOnset since;
    private final long onset;
    private final long now;
    private final int lane;
    private final List<Integer> affected = new ArrayList<>();
    private int watched;

    /// The culprit's `members` in a lane, from tick `onset` to tick `now`.
    Scene(SeriesIndex series, TallyRing ring, int lane, Set<Integer> members, long onset,
            long now) {
        this.series = series;
        this.ring = ring;
        this.members = members;
        this.lane = lane;
        this.onset = Math.max(onset, now - TallyRing.TICKS + 1);
        this.now = now;
        this.since = new SinceOnset(ring, series, lane);
        for (int i = series.laneStart(lane); i < series.laneEnd(lane); i++) {
            for (long tick = this.onset; tick <= now; tick++) {
                if (ring.holds(tick)) {
                    since.addTick(tick, i);
                }
            }
        }
        for (int i : new java.util.TreeSet<>(members)) {
            watched += trials(i) > 0 ? 1 : 0;
            if (isBad(i)) {
                affected.add(i);
            }
        }
    }

    private boolean isBad(int i) {
        return since.ofSeries(i) > BAD_NATS;
    }

    private int trials(int i) {
        int total = 0;
        for (long tick = onset; tick <= now; tick++) {
            total += ring.holds(tick) && ring.has(tick, i) ? ring.table(tick, i).trials() : 0;
        }
        return total;
    }

    private int bad(int i) {
        int total = 0;
        for (long tick = onset; tick <= now; tick++) {
            total += ring.holds(tick) && ring.has(tick, i) ? ring.bad(tick, i) : 0;
        }
        return total;
    }

    /// The culprit's series that are bad.
    int[] affected() {
        return affected.stream().mapToInt(Integer::intValue).toArray();
    }

    Harm harm() {
        double trials = affected.stream().mapToInt(this::trials).sum();
        double bad = affected.stream().mapToInt(this::bad).sum();
        return new Harm(affected.size(), watched, trials == 0 ? 0 : bad / trials);
    }

    List<PathEvidence> worst() {
        return affected.stream()
                .sorted(Comparator.<Integer>comparingDouble(since::ofSeries).reversed())
                .limit(MAX_LISTED)
                .map(i -> new PathEvidence(series.path(i), series.lane(i).signal(), trials(i),
                        bad(i), since.ofSeries(i)))
                .toList();
    }

    /// The contrast for a component whose members are `through`.
    Contrast contrast(Set<Integer> through) {
        int badThrough = 0;
        int watchedThrough = 0;
        int badElsewhere = 0;
        int elsewhere = 0;
        Set<String> ends = ends(through);
        for (int i = series.laneStart(lane); i < series.laneEnd(lane); i++) {
            if (trials(i) == 0) {
                continue;
            }
            int badOne = isBad(i) ? 1 : 0;
            if (through.contains(i)) {
                watchedThrough++;
                badThrough += badOne;
            } else if (isComparable(i, ends)) {
                elsewhere++;
                badElsewhere += badOne;
            }
        }
        return new Contrast(badThrough, watchedThrough, badElsewhere, elsewhere);
    }

    private Set<String> ends(Set<Integer> through) {
        Set<String> ends = new HashSet<>();
        for (int i : through) {
            if (isBad(i)) {
                ends.add("from " + series.path(i).vantage());
                ends.add("to " + series.path(i).target());
            }
        }
        return ends;
    }

    private boolean isComparable(int i, Set<String> ends) {
        Path path = series.path(i);
        return ends.contains("from " + path.vantage()) || ends.contains("to " + path.target());
    }

    /// Good paths, not the culprit's, that share an end with bad ones.
    List<Path> stillWorks() {
        Set<String> ends = ends(members);
        List<Path> good = new ArrayList<>();
        for (int i = series.laneStart(lane); i < series.laneEnd(lane)
                && good.size() < MAX_LISTED; i++) {
            if (!members.contains(i) && trials(i) > 0 && !isBad(i) && isComparable(i, ends)) {
                good.add(series.path(i));
            }
        }
        return good;
    }

    /// The regions where bad paths end or begin, most affected first.
    List<String> regions() {
        Map<String, Integer> into = new HashMap<>();
        Map<String, Integer> outOf = new HashMap<>();
        Topology topology = series.topology();
        for (int i : affected) {
            Target target = topology.targetOf(series.path(i));
            into.merge(target.region(), 1, Integer::sum);
            topology.vantageOf(series.path(i)).region()
                    .ifPresent(region -> outOf.merge(region, 1, Integer::sum));
        }
        Map<String, Integer> most = new HashMap<>(into);
        outOf.forEach((region, count) -> most.merge(region, count, Math::max));
        int top = most.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return most.entrySet().stream().filter(entry -> entry.getValue() >= REGION_PART * top)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).toList();
    }
}

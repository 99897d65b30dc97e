package dev.picket.probes.schedule;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.probes.run.DueRun;
import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The runs made beside the schedule, of paths that someone wants to know more about for a while: a
/// suspicion whose rivals they would tell apart, or a Machine that failed. Pure.
///
/// Idea: a wanted path is run again at even spaces between its scheduled runs, so that no two of
/// its runs overlap. Of each group only the first wanted are served, as many as the group's share
/// of extra runs sustains. Wishes end by themselves: whoever still wants to know asks again. Every
/// extra run is a first attempt like any other and counts in full; it was asked for because of the
/// past only, so evidence stays valid (an e-process allows any choice of what to look at next).
/// Refused: a shorter interval for the whole group, which spends the budget on paths that tell
/// nothing; a bucket of tokens for the group, which the last wanted empty for the first.
public final class ExtraRuns {

    /// How far ahead runs are handed over.
    public static final Duration STEP = Duration.ofSeconds(1);

    private static final double SECONDS_PER_HOUR = 3_600;

    private final Map<Path, Source> sources = new HashMap<>();
    private final LinkedHashMap<Path, MonotonicInstant> wanted = new LinkedHashMap<>();
    private MonotonicInstant handedOverUntil;

    /// Where the extra runs of a path come from.
    private record Source(ProbePlan plan, MonotonicInstant firstDue, long spacingNanos,
            int perInterval, Group group, Allowance allowance) {}

    /// Paths that share a budget: at most `pathsMax` of them are served at a time.
    private record Group(String name, int pathsMax) {}

    /// For `groups` whose first round begins at `first`.
    public ExtraRuns(List<ProbeGroup> groups, MonotonicInstant first) {
        this.handedOverUntil = first;
        for (ProbeGroup group : groups) {
            add(group, first);
        }
    }

    private void add(ProbeGroup group, MonotonicInstant first) {
        for (Spreading.Phase phase : Spreading.of(group)) {
            ExtraPace pace = ExtraPace.of(group, phase.plan());
            double perRound = pace.groupShareMax() * group.plans().size();
            int pathsMax = (int) Math.max(1, perRound / Math.max(1, pace.perInterval()));
            sources.put(phase.plan().path(), new Source(phase.plan(),
                    first.plusNanos(phase.offsetNanos()),
                    group.every().toNanos() / (pace.perInterval() + 1), pace.perInterval(),
                    new Group(group.name(), pathsMax), new Allowance(pace.perPathPerHourMax(),
                            pace.perPathPerHourMax() / SECONDS_PER_HOUR, first)));
        }
    }

    /// Wants extra runs of `path` until `until`. Of paths of one group, the one wanted first is
    /// served first. Paths that are not of these groups are not our business.
    public void want(Path path, MonotonicInstant until) {
        if (sources.containsKey(path)) {
            wanted.merge(path, until,
                    (old, asked) -> asked.nanosSince(old) > 0 ? asked : old);
        }
    }

    /// The extra runs due after those handed over before and up to [#STEP] after `now`.
    ///
    /// @param wall `now` on the wall clock
    public List<DueRun> next(MonotonicInstant now, Instant wall) {
        MonotonicInstant from = handedOverUntil.nanosSince(now) > 0 ? handedOverUntil : now;
        MonotonicInstant until = now.plusNanos(STEP.toNanos());
        handedOverUntil = until;
        List<DueRun> runs = new ArrayList<>();
        Map<Group, Integer> served = new HashMap<>();
        for (Iterator<Map.Entry<Path, MonotonicInstant>> each = wanted.entrySet()
                .iterator(); each.hasNext();) {
            Map.Entry<Path, MonotonicInstant> wish = each.next();
            Source source = sources.get(wish.getKey());
            if (source == null || wish.getValue().nanosSince(now) <= 0) {
                each.remove();
            } else if (served.merge(source.group(), 1, Integer::sum) <= source.group()
                    .pathsMax()) {
                addRuns(runs, source, from, until, now, wall);
            }
        }
        return runs;
    }

    private static void addRuns(List<DueRun> runs, Source source, MonotonicInstant from,
            MonotonicInstant until, MonotonicInstant now, Instant wall) {
        long slot = Math.ceilDiv(from.nanosSince(source.firstDue()), source.spacingNanos());
        for (;; slot++) {
            MonotonicInstant due = source.firstDue().plusNanos(slot * source.spacingNanos());
            if (due.nanosSince(until) >= 0) {
                return;
            }
            boolean scheduled = Math.floorMod(slot, source.perInterval() + 1) == 0;
            if (!scheduled && source.allowance().has(now)) {
                source.allowance().use();
                runs.add(new DueRun(source.plan(), wall.plusNanos(due.nanosSince(now)), due,
                        source.spacingNanos() / 2));
            }
        }
    }
}

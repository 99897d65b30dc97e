package dev.picket.probes.schedule;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// When paths that someone wants to know more about for a while are run beside the schedule: a
/// suspicion whose rivals they would tell apart, or a Machine that failed. Pure; the same on the
/// machine's time and on a simulation's.
///
/// Idea: a wanted path is run again at even spaces between its scheduled runs, so that no two of
/// its runs overlap. Of each group only the first wanted are served, as many as the group's share
/// of extra runs sustains. Wishes end by themselves: whoever still wants to know asks again. Every
/// extra run is a first attempt like any other and counts in full; it was asked for because of the
/// past only, so evidence stays valid (an e-process allows any choice of what to look at next).
/// Refused: a shorter interval for the whole group, which spends the budget on paths that tell
/// nothing; a bucket of tokens for the group, which the last wanted empty for the first.
public final class ExtraSlots {

    /// How far ahead slots are handed over.
    public static final Duration STEP = Duration.ofSeconds(1);
    /// The detector asks again in each tick it still wants to know.
    private static final int CLOSER_LOOK_TICKS = 2;
    private static final double SECONDS_PER_HOUR = 3_600;

    private final Map<Path, Place> places = new HashMap<>();
    private final LinkedHashMap<Path, MonotonicInstant> wanted = new LinkedHashMap<>();
    private MonotonicInstant handedOverUntil;

    /// A path that may be run more often.
    ///
    /// @param group names the paths that share a budget
    /// @param groupSize how many they are
    /// @param offsetNanos of its scheduled runs in each interval
    public record Source(Path path, String group, int groupSize, Duration every, long offsetNanos,
            ExtraPace pace) {}

    /// An extra run.
    ///
    /// @param lateNanosMax a run that cannot begin within this of its time is skipped
    public record Slot(Path path, MonotonicInstant due, long lateNanosMax) {}

    private record Place(Path path, MonotonicInstant firstDue, long spacingNanos,
            int perInterval, Group group, Allowance allowance) {}

    /// Paths that share a budget: at most `pathsMax` of them are served at a time.
    private record Group(String name, int pathsMax) {}

    /// For paths whose first interval begins at `first`.
    public ExtraSlots(List<Source> sources, MonotonicInstant first) {
        this.handedOverUntil = first;
        for (Source source : sources) {
            ExtraPace pace = source.pace();
            double perRound = pace.groupShareMax() * source.groupSize();
            int pathsMax = (int) Math.max(1, perRound / Math.max(1, pace.perInterval()));
            places.put(source.path(), new Place(source.path(),
                    first.plusNanos(source.offsetNanos()),
                    source.every().toNanos() / (pace.perInterval() + 1), pace.perInterval(),
                    new Group(source.group(), pathsMax), new Allowance(pace.perPathPerHourMax(),
                            pace.perPathPerHourMax() / SECONDS_PER_HOUR, first)));
        }
    }

    /// How long paths are wanted that a detector of step `tick` asks for.
    public static Duration closerLook(Duration tick) {
        return tick.multipliedBy(CLOSER_LOOK_TICKS);
    }

    /// Wants extra runs of `path` until `until`. Of paths of one group, the one wanted first is
    /// served first. Paths that are not of these groups are not our business.
    public void want(Path path, MonotonicInstant until) {
        if (places.containsKey(path)) {
            wanted.merge(path, until,
                    (old, asked) -> asked.nanosSince(old) > 0 ? asked : old);
        }
    }

    /// Whether nothing is wanted; asking for slots is then idle too.
    public boolean isIdle() {
        return wanted.isEmpty();
    }

    /// The slots after those handed over before and up to [#STEP] after `now`.
    public List<Slot> next(MonotonicInstant now) {
        MonotonicInstant from = handedOverUntil.nanosSince(now) > 0 ? handedOverUntil : now;
        MonotonicInstant until = now.plusNanos(STEP.toNanos());
        handedOverUntil = until;
        List<Slot> slots = new ArrayList<>();
        Map<Group, Integer> served = new HashMap<>();
        for (Iterator<Map.Entry<Path, MonotonicInstant>> each = wanted.entrySet()
                .iterator(); each.hasNext();) {
            Map.Entry<Path, MonotonicInstant> wish = each.next();
            Place place = places.get(wish.getKey());
            if (place == null || wish.getValue().nanosSince(now) <= 0) {
                each.remove();
            } else if (served.merge(place.group(), 1, Integer::sum) <= place.group().pathsMax()) {
                addSlots(slots, place, from, until, now);
            }
        }
        return slots;
    }

    private static void addSlots(List<Slot> slots, Place place, MonotonicInstant from,
            MonotonicInstant until, MonotonicInstant now) {
        long slot = Math.ceilDiv(from.nanosSince(place.firstDue()), place.spacingNanos());
        for (;; slot++) {
            MonotonicInstant due = place.firstDue().plusNanos(slot * place.spacingNanos());
            if (due.nanosSince(until) >= 0) {
                return;
            }
            boolean scheduled = Math.floorMod(slot, place.perInterval() + 1) == 0;
            if (!scheduled && place.allowance().has(now)) {
                place.allowance().use();
                slots.add(new Slot(place.path(), due, place.spacingNanos() / 2));
            }
        }
    }
}

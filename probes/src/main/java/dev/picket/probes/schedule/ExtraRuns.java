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
import java.util.List;
import java.util.Map;

/// The runs made beside the schedule, at [ExtraSlots]. Pure.
public final class ExtraRuns {

    /// How far ahead runs are handed over.
    public static final Duration STEP = ExtraSlots.STEP;

    private final Map<Path, ProbePlan> plans = new HashMap<>();
    private final ExtraSlots slots;

    /// For `groups` whose first round begins at `first`.
    public ExtraRuns(List<ProbeGroup> groups, MonotonicInstant first) {
        List<ExtraSlots.Source> sources = new ArrayList<>();
        for (ProbeGroup group : groups) {
            for (Spreading.Phase phase : Spreading.of(group)) {
                plans.put(phase.plan().path(), phase.plan());
                sources.add(new ExtraSlots.Source(phase.plan().path(), group.name(),
                        group.plans().size(), group.every(), phase.offsetNanos(),
                        ExtraPace.of(group, phase.plan())));
            }
        }
        this.slots = new ExtraSlots(sources, first);
    }

    /// Wants extra runs of `path` until `until`; see [ExtraSlots#want].
    public void want(Path path, MonotonicInstant until) {
        slots.want(path, until);
    }

    /// The extra runs due after those handed over before and up to [#STEP] after `now`.
    ///
    /// @param wall `now` on the wall clock
    public List<DueRun> next(MonotonicInstant now, Instant wall) {
        List<DueRun> runs = new ArrayList<>();
        for (ExtraSlots.Slot slot : slots.next(now)) {
            ProbePlan plan = plans.get(slot.path());
            if (plan != null) {
                runs.add(new DueRun(plan, wall.plusNanos(slot.due().nanosSince(now)), slot.due(),
                        slot.lateNanosMax()));
            }
        }
        return runs;
    }
}

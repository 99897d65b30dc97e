package dev.picket.simulation.virtual;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.probes.schedule.ExtraPace;
import dev.picket.probes.schedule.ExtraSlots;
import dev.picket.simulation.scenario.ProbePace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rounds that one vantage makes beside its schedule because the detector wants to know more,
/// at the times and within the budget of real probing. For one thread.
final class ExtraRounds {

    private static final long STEP_NANOS = ExtraSlots.STEP.toNanos();

    private final ExtraSlots slots;
    private final Map<Path, List<Long>> due = new HashMap<>();
    private List<Path> asked = List.of();
    private long askedAt;
    private long askedUntil;
    private long handedOverUntil = Long.MIN_VALUE;

    ExtraRounds(List<ExtraSlots.Source> sources) {
        this.slots = new ExtraSlots(sources, new MonotonicInstant(0));
    }

    /// A path of a vantage as a source of extra rounds.
    ///
    /// @param paths how many of the vantage's paths are of its kind
    static ExtraSlots.Source source(Path path, ProbePace pace, long phaseNanos, int paths) {
        Duration every = pace.every();
        ExtraPace extra = switch (path.kind()) {
            case STAMP, ICMP, WIREGUARD ->
                ExtraPace.datagrams(every, RoundShape.slowest(path.kind(), pace));
            case TCP, HTTP, DNS -> ExtraPace.streams(every);
            case MACHINE_CREATE -> ExtraPace.creates(every);
        };
        return new ExtraSlots.Source(path, path.kind().label(), paths, every, phaseNanos, extra);
    }

    /// Wants more rounds of `paths`, those first named first, from `atNanos` until `untilNanos`; in
    /// place of a wish that has not yet begun.
    void want(List<Path> paths, long atNanos, long untilNanos) {
        asked = paths;
        askedAt = atNanos;
        askedUntil = untilNanos;
    }

    /// Makes out the rounds of the step [from, to).
    void step(long from, long to) {
        due.values().removeIf(times -> {
            times.removeIf(at -> at < from);
            return times.isEmpty();
        });
        if (slots.isIdle() && asked.isEmpty()) {
            return;
        }
        for (long now = Math.max(from, handedOverUntil); now < to; now += STEP_NANOS) {
            if (askedAt <= now && !asked.isEmpty()) {
                asked.forEach(path -> slots.want(path, new MonotonicInstant(askedUntil)));
                asked = List.of();
            }
            for (ExtraSlots.Slot slot : slots.next(new MonotonicInstant(now))) {
                due.computeIfAbsent(slot.path(), _ -> new ArrayList<>()).add(slot.due().nanos());
            }
            handedOverUntil = now + STEP_NANOS;
        }
    }

    /// Whether the step has none.
    boolean isEmpty() {
        return due.isEmpty();
    }

    /// When `path` is run beside its schedule, in order of time; later steps' times among them.
    List<Long> of(Path path) {
        return due.getOrDefault(path, List.of());
    }
}

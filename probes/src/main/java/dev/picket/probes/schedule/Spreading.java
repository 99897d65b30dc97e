package dev.picket.probes.schedule;

import dev.picket.probes.run.ProbeGroup;
import dev.picket.probes.run.ProbePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How the runs of a group are spread over its interval.
///
/// The n paths are put in an order that looks random but is always the same (by a mixed hash of the
/// path's key, so that neighbours in name, which share vantage or target, are far apart in time)
/// and begun every/n apart.
///
/// Bound: any stretch of length w, wherever it begins, holds at most ⌈w · n / every⌉ starts: the
/// rate never exceeds its mean by more than one start. Proof: start j of round r is due at
/// ⌊i · every / n⌋ nanoseconds for i = r · n + j, across the end of a round too, as i = n gives
/// every itself. With exact times a stretch [s, s + w) holds the i of an interval, half open, of
/// length w · n / every, and that holds at most ⌈w · n / every⌉ whole numbers. Rounding down moves
/// no start by a nanosecond or more, so that w + 1 ns in place of w covers it. A target probed by m
/// vantages is begun m times in each interval, and never by all at once unless n ≤ m; the whole
/// prober begins the sum over its groups, each of which keeps its bound. Cost: one sort when the
/// group is made. Refused: random phases, whose busiest moment has no such bound, and phases by
/// hash alone, for the same reason.
public final class Spreading {

    private Spreading() {}

    /// A plan with the time after the interval's beginning at which it is due.
    public record Phase(ProbePlan plan, long offsetNanos) {}

    /// The phases of `group`, in order of time.
    public static List<Phase> of(ProbeGroup group) {
        List<ProbePlan> ordered = new ArrayList<>(group.plans());
        ordered.sort(Comparator.comparingLong((ProbePlan plan) -> mixed(plan.path().key()))
                .thenComparing(ProbePlan::path));
        List<Phase> phases = new ArrayList<>(ordered.size());
        long every = group.every().toNanos();
        for (int i = 0; i < ordered.size(); i++) {
            // The exact i·every/n, rounded down: no drift over the group.
            phases.add(new Phase(ordered.get(i), Math.multiplyHigh(every, i) == 0
                    ? every * i / ordered.size()
                    : every / ordered.size() * i));
        }
        return phases;
    }

    /// FNV-1a, 64 bits, with the finishing mix of SplitMix64: equal on every machine.
    private static long mixed(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}

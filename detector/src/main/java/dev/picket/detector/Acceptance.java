package dev.picket.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Shifts that do no harm become the baseline by themselves after a day.
///
/// Idea: what an open fault explains is not learnt. A fault that is still open after 24 h and has
/// never been worth a page is no fault but how things are: what its series have shown since takes
/// the place of what was learnt of them, and the fault then ends by itself. One that was worth a
/// page at any time is not accepted by itself: that is for a person to say. Cost: one entry for
/// each series an open fault explains.
final class Acceptance {

    static final double SECONDS = 86_400;
    /// The present is so many ticks long at most.
    private static final int PRESENT_TICKS = 30;
    /// Trials that a person's word is worth: twenty priors.
    private static final long PRESENT_WEIGHT = 40_000;

    private final Baseline baseline;
    private final long ticks;
    private final TreeMap<Integer, Shift> shifts = new TreeMap<>();

    private static final class Shift {
        private final long since;
        private long trials;
        private long bad;

        Shift(long since) {
            this.since = since;
        }
    }

    Acceptance(Baseline baseline, double tickSeconds) {
        this.baseline = baseline;
        this.ticks = Math.round(SECONDS / tickSeconds);
    }

    /// Takes a tick, and hands over the series whose shift is the baseline from now on.
    List<Integer> closeTick(long tick, TallyRing ring, Faults faults) {
        shifts.keySet().removeIf(i -> !faults.explains(i) || faults.isHarmed(i));
        List<Integer> accepted = new ArrayList<>();
        shifts.forEach((i, shift) -> {
            if (ring.has(tick, i)) {
                shift.trials += ring.table(tick, i).trials();
                shift.bad += ring.bad(tick, i);
            }
            if (tick - shift.since >= ticks) {
                baseline.accept(i, shift.trials, shift.bad);
                accepted.add(i);
            }
        });
        accepted.forEach(shifts::remove);
        return accepted;
    }

    /// What a fault that is given up had stood for.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Given(long onset, int[] series) {}

    /// Takes what series have shown lately, since a fault began, for how things are: a person said
    /// so, and it weighs like a day of it.
    void acceptPresent(Given given, long last, TallyRing ring) {
        long from = Math.clamp(last - PRESENT_TICKS + 1, Math.min(given.onset() + 1, last), last);
        for (int i : given.series()) {
            long trials = 0;
            long bad = 0;
            for (long tick = from; tick <= last; tick++) {
                if (ring.holds(tick) && ring.has(tick, i)) {
                    trials += ring.table(tick, i).trials();
                    bad += ring.bad(tick, i);
                }
            }
            if (trials > 0) {
                long weight = Math.max(1, PRESENT_WEIGHT / trials);
                baseline.accept(i, weight * trials, weight * bad);
                shifts.remove(i);
            }
        }
    }

    /// A series that an open fault explains.
    void explained(int i, long tick) {
        shifts.computeIfAbsent(i, _ -> new Shift(tick));
    }
}

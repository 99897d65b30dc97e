package dev.picket.simulation.virtual;

import dev.picket.model.result.ProberRound;
import java.util.Optional;
import java.util.TreeMap;

/// The tallies of one vantage on their way to the detector, by the step they are handed over at:
/// most at the step of their own tick, late ones at a later one.
final class Arrivals {

    /// Steps a tally can be late by; later ones never arrive.
    private static final long STEPS_MAX = 100_000;

    private final TreeMap<Long, TallyBuffer> waiting = new TreeMap<>();
    private final TallyBuffer inTime = new TallyBuffer();
    private long step = Long.MIN_VALUE;

    /// What a vantage hands over at one step.
    ///
    /// @param tallies good until the vantage's next step
    /// @param round what it says of itself; empty where it is silent
    record Step(TallyBuffer tallies, Optional<ProberRound> round) {}

    /// Begins a step, with what came late from the ones before.
    void open(long begun) {
        step = begun;
        inTime.truncate(0);
        TallyBuffer late = waiting.isEmpty() ? null : waiting.remove(begun);
        if (late != null) {
            inTime.addAll(late);
        }
    }

    /// Where the tallies of the next round are to be added.
    TallyBuffer next() {
        return inTime;
    }

    /// The tallies added since there were `before` never arrive.
    void lost(int before) {
        inTime.truncate(before);
    }

    /// The tallies added since there were `before` are handed over at `atStep`, at the open step at
    /// the earliest.
    void late(int before, long atStep) {
        if (atStep - step > STEPS_MAX) {
            inTime.truncate(before);
        } else if (atStep > step && inTime.size() > before) {
            inTime.moveFrom(before, waiting.computeIfAbsent(atStep, _ -> new TallyBuffer()));
        }
    }

    /// Ends the open step.
    TallyBuffer close() {
        return inTime;
    }
}

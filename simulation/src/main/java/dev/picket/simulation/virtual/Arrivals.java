package dev.picket.simulation.virtual;

import dev.picket.model.result.ProberRound;
import dev.picket.model.result.RoundTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The tallies of one vantage on their way to the detector, by the step they are handed over at:
/// most at the step of their own tick, late ones at a later one.
final class Arrivals {

    /// Steps a tally can be late by; later ones never arrive.
    private static final long STEPS_MAX = 100_000;

    private final TreeMap<Long, List<RoundTally>> waiting = new TreeMap<>();
    private List<RoundTally> inTime = new ArrayList<>();
    private long step = Long.MIN_VALUE;

    /// What a vantage hands over at one step.
    ///
    /// @param round what it says of itself; empty where it is silent
    record Step(List<RoundTally> tallies, Optional<ProberRound> round) {}

    /// Begins a step, with what came late from the ones before.
    void open(long begun) {
        step = begun;
        List<RoundTally> late = waiting.remove(begun);
        inTime = late == null ? new ArrayList<>() : late;
    }

    /// Adds a tally that is handed over at `atStep`, at the open step at the earliest.
    void add(long atStep, RoundTally tally) {
        if (atStep <= step) {
            inTime.add(tally);
        } else if (atStep - step <= STEPS_MAX) {
            waiting.computeIfAbsent(atStep, _ -> new ArrayList<>()).add(tally);
        }
    }

    /// Ends the open step.
    List<RoundTally> close() {
        return inTime;
    }
}

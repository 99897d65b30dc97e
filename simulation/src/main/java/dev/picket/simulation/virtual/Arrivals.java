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
    private long step;

    /// What a vantage hands over at one step.
    ///
    /// @param round what it says of itself; empty where it is silent
    record Step(List<RoundTally> tallies, Optional<ProberRound> round) {}

    void add(long atStep, RoundTally tally) {
        if (atStep - step <= STEPS_MAX) {
            waiting.computeIfAbsent(Math.max(step, atStep), _ -> new ArrayList<>()).add(tally);
        }
    }

    /// Ends step `ended`: no tally can be added to it any more.
    List<RoundTally> close(long ended) {
        step = ended + 1;
        List<RoundTally> closed = waiting.remove(ended);
        return closed == null ? List.of() : closed;
    }
}

package dev.picket.simulation.scorecard.campaign;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What one stretch of a campaign counted.
///
/// @param detector the mark of the detector that was measured ([DetectorMark])
/// @param campaign what was measured, under which settings
/// @param seed the scorecard's
/// @param number of the stretch within campaign and seed, from 0
/// @param ticks how long it was
/// @param counts what came how often
public record Stretch(String detector, String campaign, long seed, int number, long ticks,
        Map<String, Long> counts) {

    public Stretch {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /// What makes it the same stretch, whenever and wherever it was run.
    Key key() {
        return new Key(campaign, seed, number);
    }

    /// @param number of the stretch within campaign and seed
    record Key(String campaign, long seed, int number) {}
}

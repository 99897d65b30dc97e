package dev.picket.simulation.scorecard.campaign;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The counts of several stretches, added.
///
/// @param stretches how many
/// @param ticks how long they were together
public record Totals(int stretches, long ticks, Map<String, Long> counts) {

    public Totals {
        counts = Map.copyOf(counts);
    }

    static Totals of(List<Stretch> stretches) {
        Map<String, Long> sums = new TreeMap<>();
        long ticks = 0;
        for (Stretch stretch : stretches) {
            ticks += stretch.ticks();
            stretch.counts().forEach((what, count) -> sums.merge(what, count, Long::sum));
        }
        return new Totals(stretches.size(), ticks, sums);
    }

    /// How often `what` came.
    public long count(String what) {
        return counts.getOrDefault(what, 0L);
    }
}

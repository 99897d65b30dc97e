package dev.picket.probes.round;

import java.util.Map;
import java.util.TreeMap;

/// The hop limits the packets of a path arrived with, from round to round. Every router takes one
/// away: where they change, the route did; where they stay, it may have changed too.
public final class HopLimits {

    /// The details of a round: what was left of the requests at the target, of the replies here.
    public static final String THERE = "hopLimitThere";
    public static final String BACK = "hopLimitBack";
    /// The detail that tells what they were before, where one is new.
    public static final String CHANGE = "hopLimitChange";

    private final Map<String, Range> known = new TreeMap<>();

    /// Those of one round in one direction: several where flows take ways of unequal length.
    static final class Range {

        private int least = Integer.MAX_VALUE;
        private int most = -1;

        private void add(int hopLimit) {
            least = Math.min(least, hopLimit);
            most = Math.max(most, hopLimit);
        }

        private boolean isEmpty() {
            return most < 0;
        }

        private boolean holds(Range other) {
            return least <= other.least && other.most <= most;
        }

        private String text() {
            return least == most ? Integer.toString(least) : least + " to " + most;
        }
    }

    /// One round of the path.
    public static final class Round {

        private final Range there = new Range();
        private final Range back = new Range();

        /// A reply arrived with `back` left, to a request that arrived with `there`; negative where
        /// not known.
        public void add(int atTarget, int here) {
            if (atTarget >= 0) {
                there.add(atTarget);
            }
            if (here >= 0) {
                back.add(here);
            }
        }
    }

    /// Ends a round: its details. A round that saw fewer ways than the one before is no change.
    public Map<String, String> close(Round round) {
        Map<String, String> details = new TreeMap<>();
        StringBuilder change = new StringBuilder();
        close(THERE, "there", round.there, details, change);
        close(BACK, "back", round.back, details, change);
        if (!change.isEmpty()) {
            details.put(CHANGE, change.toString());
        }
        return details;
    }

    private void close(String key, String way, Range seen, Map<String, String> details,
            StringBuilder change) {
        if (seen.isEmpty()) {
            return;
        }
        details.put(key, seen.text());
        Range before = known.get(key);
        if (before != null && before.holds(seen)) {
            return;
        }
        known.put(key, seen);
        if (before != null) {
            change.append(change.isEmpty() ? "" : ", ").append(way).append(' ')
                    .append(seen.text()).append(", before ").append(before.text());
        }
    }
}

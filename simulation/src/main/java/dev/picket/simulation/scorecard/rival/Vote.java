package dev.picket.simulation.scorecard.rival;

import dev.picket.model.topology.Component;
import dev.picket.simulation.scorecard.stream.Fleet;
import java.util.BitSet;
import java.util.Optional;

/// Who did it, by a vote of the paths that alarm: the component with the largest share of its paths
/// among them, and of those the one with most paths.
public final class Vote {

    private static final int VOTES_MIN = 2;

    private Vote() {}

    /// The component elected; none where fewer than two paths of any alarm.
    public static Optional<Component> of(Fleet fleet, BitSet alarming) {
        Component best = null;
        double bestShare = 0;
        int bestVotes = 0;
        for (Component component : fleet.components()) {
            int[] members = fleet.members(component);
            int votes = 0;
            for (int path : members) {
                votes += alarming.get(path) ? 1 : 0;
            }
            double share = (double) votes / members.length;
            if (votes >= VOTES_MIN
                    && (share > bestShare || (share == bestShare && votes > bestVotes))) {
                best = component;
                bestShare = share;
                bestVotes = votes;
            }
        }
        return Optional.ofNullable(best);
    }
}

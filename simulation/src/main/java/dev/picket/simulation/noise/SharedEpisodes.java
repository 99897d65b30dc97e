package dev.picket.simulation.noise;

import dev.picket.simulation.fault.Direction;
import java.util.List;

/// Episodes that many paths have together, all drawn beforehand. For any number of threads.
final class SharedEpisodes implements Episodes {

    private static final Episode NEVER = new Episode(Long.MAX_VALUE, Long.MAX_VALUE, 0,
            Direction.BOTH);

    private final Episode[] episodes;

    SharedEpisodes(List<Episode> episodes) {
        this.episodes = episodes.toArray(Episode[]::new);
    }

    @Override
    public long troubledFrom(long nanos) {
        return Math.max(nanos, at(nanos).startNanos());
    }

    /// The first episode that ends after `nanos`, by bisection.
    @Override
    public Episode at(long nanos) {
        int low = 0;
        int high = episodes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (episodes[middle].endNanos() > nanos) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < episodes.length ? episodes[low] : NEVER;
    }
}

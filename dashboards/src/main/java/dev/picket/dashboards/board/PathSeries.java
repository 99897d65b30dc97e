package dev.picket.dashboards.board;

import dev.picket.model.topology.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The counts of one path per step, oldest first, from `start` on, and its last failure.
public record PathSeries(Path path, Instant start, Duration step, List<Count> counts,
        Optional<PathFailure> lastFailure) {

    public PathSeries {
        counts = List.copyOf(counts);
    }
}

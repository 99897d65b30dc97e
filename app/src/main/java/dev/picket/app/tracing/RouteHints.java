package dev.picket.app.tracing;

import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import dev.picket.probes.round.HopLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Ways whose packets arrive with other hop limits than before: their route changed, so they are
/// traced now and not when their turn comes. A way whose hop limits waver is traced for it at most
/// once in [#PAUSE].
final class RouteHints {

    static final Duration PAUSE = Duration.ofMinutes(1);
    /// Waiting at a time; one too many is dropped, as every way is traced in its turn.
    static final int WAITING_MAX = 1_000;

    private final BlockingQueue<Path> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Map<Path, Integer> wayOf = new HashMap<>();
    private final Map<Integer, MonotonicInstant> takenAt = new HashMap<>();

    /// @param ways in the order of their numbers
    RouteHints(List<TracedPath> ways) {
        for (int way = 0; way < ways.size(); way++) {
            for (Path path : ways.get(way).paths()) {
                wayOf.put(path, way);
            }
        }
    }

    /// A round ended. Any thread may tell.
    void seen(ProbeResult result) {
        if (result.details().containsKey(HopLimits.CHANGE)) {
            var _ = waiting.offer(result.path());
        }
    }

    /// The ways to trace now, each once.
    List<Integer> take(MonotonicInstant now) {
        List<Integer> ways = new ArrayList<>();
        for (Path path = waiting.poll(); path != null; path = waiting.poll()) {
            Integer way = wayOf.get(path);
            MonotonicInstant last = way == null ? null : takenAt.get(way);
            if (way != null && (last == null || now.nanosSince(last) >= PAUSE.toNanos())) {
                takenAt.put(way, now);
                ways.add(way);
            }
        }
        return ways;
    }
}

package dev.picket.probes.silence;

import dev.picket.model.result.Outcome;
import dev.picket.model.result.ProbeResult;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the paths that may be witnesses of a silence saw last, and the cause that this leaves for a
/// silent run. Remembers one result of each such path and nothing else. For one thread.
public final class SilenceBook {

    /// Witnesses of one path that are looked at.
    public static final int WITNESSES_MAX = 16;
    /// Paths remembered; those beyond are witnesses that were not asked.
    public static final int PATHS_MAX = 100_000;
    /// A result speaks for this many intervals of its path.
    private static final int INTERVALS_MAX = 2;

    private final Map<Path, List<Called>> witnesses;
    private final Set<Path> remembered = new HashSet<>();
    private final Map<Path, Seen> latest = new HashMap<>();

    /// A path that may tell why another is silent.
    ///
    /// @param every how often it is probed
    public record Called(Witness witness, Path path, Duration every) {}

    private record Seen(ProbeResult result, MonotonicInstant at) {}

    /// @param witnesses the witnesses of each path of WireGuard, at most [#WITNESSES_MAX] each
    public SilenceBook(Map<Path, List<Called>> witnesses) {
        this.witnesses = Map.copyOf(witnesses);
        witnesses.forEach((path, called) -> {
            if (called.size() > WITNESSES_MAX) {
                throw new IllegalArgumentException(
                        called.size() + " witnesses of " + path + ", more than " + WITNESSES_MAX);
            }
            called.stream().map(Called::path)
                    .filter(_ -> remembered.size() < PATHS_MAX).forEach(remembered::add);
        });
    }

    /// `result`, which came at `now`; a silent one bears its likely cause where the witnesses name
    /// one.
    public ProbeResult read(ProbeResult result, MonotonicInstant now) {
        boolean tells = result.outcome() instanceof Outcome.Good
                || result.outcome() instanceof Outcome.Failed;
        if (tells && remembered.contains(result.path())) {
            latest.put(result.path(), new Seen(result, now));
        }
        return Signs.ofRun(result)
                .map(own -> Silence.explain(asked(own, result.path(), now)).borneBy(result))
                .orElse(result);
    }

    private Testimony asked(Testimony own, Path silent, MonotonicInstant now) {
        Testimony testimony = own;
        for (Called called : witnesses.getOrDefault(silent, List.of())) {
            Optional<Sign> sign = Optional.ofNullable(latest.get(called.path()))
                    .filter(seen -> now.nanosSince(seen.at()) <= INTERVALS_MAX
                            * called.every().toNanos())
                    .flatMap(seen -> Signs.of(called.witness(), seen.result()));
            if (sign.isPresent()) {
                testimony = testimony.hearing(called.witness(), sign.get());
            }
        }
        return testimony;
    }
}

package dev.picket.detector;

import dev.picket.model.result.RoundTally;
import dev.picket.model.result.Signal;
import dev.picket.model.time.ClockSource;
import dev.picket.model.topology.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Turns the round trips of each path into `slow` tallies: a round whose median is above the path's
/// own learnt level is one bad trial. Only kernel stamps count: a stamp of ours would measure us.
public final class RoundTripLevels {

    private static final double LEAST_NANOS = 5e6;
    /// Paths known at once; rounds of further paths give no tally.
    private static final int MAX_PATHS = 100_000;

    private final Map<Path, LevelWindow> windows = new HashMap<>();

    /// Takes the median round trip of a round; empty while the level is not known or the stamps are
    /// not the kernel's.
    public Optional<RoundTally> observe(Path path, long tick, long medianNanos,
            ClockSource source) {
        if (source == ClockSource.USER
                || (windows.size() >= MAX_PATHS && !windows.containsKey(path))) {
            return Optional.empty();
        }
        LevelWindow window = windows.computeIfAbsent(path, _ -> new LevelWindow(LEAST_NANOS));
        OptionalDouble excess = window.excess((double) medianNanos);
        window.add((double) medianNanos);
        return excess.isEmpty()
                ? Optional.empty()
                : Optional.of(new RoundTally(path, Signal.SLOW, tick, 1,
                        excess.getAsDouble() > 0 ? 1 : 0));
    }
}

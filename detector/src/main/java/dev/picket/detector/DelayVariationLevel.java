package dev.picket.detector;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Says of each round of one path whether it is jittery: its delay variation (PDV, RFC 5481 §4.2)
/// is above median + max(5 ms, a tenth of the median, 4 MAD) of the path's last 128 rounds, the
/// rule by which round trips are slow. For one thread.
///
/// No round below 5 ms is above that. A path all of whose rounds were below keeps but their number
/// and the newest of them, 24 bytes instead of two kilobytes, and its level is that one once a
/// round is above. Refused: RFC 3393's differences of neighbours (IPDV), whose median one burst of
/// delay hardly moves.
public final class DelayVariationLevel {

    private static final double LEAST_NANOS = 5e6;
    private static final int ENOUGH = 16;

    private int quiet;
    private long newestQuietNanos;
    private @Nullable LevelWindow window;

    /// Takes a round: 1 where it is jittery, 0 where not, empty while too few are known.
    public OptionalInt observe(long variationNanos) {
        LevelWindow known = window;
        if (known == null && variationNanos <= LEAST_NANOS) {
            boolean enough = quiet >= ENOUGH;
            quiet = Math.min(quiet + 1, LevelWindow.SIZE);
            newestQuietNanos = variationNanos;
            return enough ? OptionalInt.of(0) : OptionalInt.empty();
        }
        if (known == null) {
            known = new LevelWindow(LEAST_NANOS);
            for (int round = 0; round < quiet; round++) {
                known.add((double) newestQuietNanos);
            }
            window = known;
        }
        OptionalDouble excess = known.excess((double) variationNanos);
        known.add((double) variationNanos);
        return excess.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(excess.getAsDouble() > 0 ? 1 : 0);
    }
}

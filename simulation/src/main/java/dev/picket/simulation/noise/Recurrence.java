package dev.picket.simulation.noise;

import java.util.ArrayDeque;
import java.util.SplittableRandom;

/// Episodes that come again and again, drawn as time goes on. For one thread; may be asked about
/// times up to [#KEPT_NANOS] before the latest asked about.
final class Recurrence implements Episodes {

    /// The longest run of a probe, twice over.
    private static final long KEPT_NANOS = 120_000_000_000L;

    private final ArrayDeque<Episode> known = new ArrayDeque<>();
    private final SplittableRandom random;
    private final Draw draw;

    /// How the next episode is drawn.
    interface Draw {
        Episode after(long nanos, SplittableRandom random);
    }

    /// @param fromNanos no episode begins before
    Recurrence(long fromNanos, Draw draw, long seed) {
        this.random = new SplittableRandom(seed);
        this.draw = draw;
        known.add(draw.after(fromNanos, random));
    }

    @Override
    public long troubledFrom(long nanos) {
        return Math.max(nanos, at(nanos).startNanos());
    }

    @Override
    public Episode at(long nanos) {
        while (known.getLast().endNanos() <= nanos) {
            known.add(draw.after(known.getLast().endNanos(), random));
        }
        while (known.getFirst().endNanos() < nanos - KEPT_NANOS) {
            known.removeFirst();
        }
        for (Episode episode : known) {
            if (episode.endNanos() > nanos) {
                return episode;
            }
        }
        throw new IllegalStateException("an episode was drawn that ends before " + nanos);
    }
}

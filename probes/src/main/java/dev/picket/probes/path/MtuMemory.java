package dev.picket.probes.path;

import java.util.Optional;

/// Whether one path has an MTU black hole, from trace to trace. For one thread.
///
/// A trace that shows one, or shows no more one, is believed once the next one agrees: where
/// packets are lost anyhow, a size that passes looks vanished now and then ([MtuBook#TRIES]). A
/// trace that the target did not answer says nothing.
public final class MtuMemory {

    private boolean known;
    private boolean doubtful;

    /// A black hole came, or went.
    public sealed interface Change {
        record Came(PathMtu.BlackHole hole) implements Change {}

        record Went() implements Change {}
    }

    /// Takes what a trace showed, in the order of time.
    public Optional<Change> observe(PathMtu seen) {
        return switch (seen) {
            case PathMtu.BlackHole hole -> observe(true, new Change.Came(hole));
            case PathMtu.Whole _,PathMtu.Told _ -> observe(false, new Change.Went());
            case PathMtu.NotProbed _,PathMtu.NoAnswer _ -> Optional.empty();
        };
    }

    private Optional<Change> observe(boolean isHole, Change change) {
        boolean confirmed = isHole != known && doubtful;
        doubtful = isHole != known && !doubtful;
        known = confirmed ? isHole : known;
        return confirmed ? Optional.of(change) : Optional.empty();
    }

    /// Whether the next trace decides on what the last one showed.
    public boolean isInDoubt() {
        return doubtful;
    }
}

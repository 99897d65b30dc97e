package dev.picket.probes.path;

import java.util.Optional;

/// Which autonomous systems one path crosses, from trace to trace. For one thread.
///
/// Idea: routers that keep silent leave systems out and invent none. A trace that is part of what
/// is known says nothing new unless it is whole; any other is believed once the next one agrees:
/// routes waver for seconds while they change, and a packet can take a branch of its own.
/// Refused: hop by hop, where balanced ways inside one network differ from trace to trace and no
/// other network is to blame.
public final class AsPathMemory {

    private Optional<AsPath> known = Optional.empty();
    private Optional<AsPath> candidate = Optional.empty();

    /// A path crosses other systems than before.
    ///
    /// @param before empty where nothing was known
    public record Change(Optional<AsPath> before, AsPath now) {}

    /// Takes a trace, in the order of time.
    public Optional<Change> observe(AsPath seen) {
        if (seen.asns().isEmpty() || saysNothingNew(seen)) {
            candidate = Optional.empty();
            return Optional.empty();
        }
        boolean agrees = candidate.filter(before -> before.asns().equals(seen.asns()))
                .isPresent();
        candidate = Optional.of(seen);
        if (!agrees) {
            return Optional.empty();
        }
        Change change = new Change(known, seen);
        known = candidate;
        candidate = Optional.empty();
        return Optional.of(change);
    }

    /// Whether the next trace decides on what the last one showed.
    public boolean isInDoubt() {
        return candidate.isPresent();
    }

    private boolean saysNothingNew(AsPath seen) {
        return known.filter(before -> seen.asns().equals(before.asns())
                || (!seen.isWhole() && seen.isPartOf(before))).isPresent();
    }
}

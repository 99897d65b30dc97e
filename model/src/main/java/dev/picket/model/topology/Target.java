package dev.picket.model.topology;

import java.util.List;
import java.util.Optional;

/// A named thing that is probed.
///
/// @param region the region it stands in
/// @param host the server it is on; empty where a region is probed as a whole
/// @param kind the probe kind it answers
/// @param via the providers that carry traffic to it, in order from the vantage; empty where
///        unknown
/// @param door through which door it is reached; empty where it has only one
public record Target(String name, String region, Optional<String> host, ProbeKind kind,
        List<String> via, Optional<PathClass> door) {

    public Target {
        via = List.copyOf(via);
    }

    /// A target with one door.
    public Target(String name, String region, Optional<String> host, ProbeKind kind,
            List<String> via) {
        this(name, region, host, kind, via, Optional.empty());
    }

    /// Whether it is the same place as `other`, reached through another door.
    public boolean isOtherDoorOf(Target other) {
        return !name.equals(other.name) && door.isPresent() && other.door.isPresent()
                && !door.equals(other.door) && region.equals(other.region)
                && host.equals(other.host);
    }
}

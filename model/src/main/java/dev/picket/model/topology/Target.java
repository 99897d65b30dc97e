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
public record Target(String name, String region, Optional<String> host, ProbeKind kind,
        List<String> via) {

    public Target {
        via = List.copyOf(via);
    }
}

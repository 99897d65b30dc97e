package dev.picket.model.topology;

import java.util.List;

/// A region as declared: the providers that serve it, and its hosts (none: the region is probed as
/// one target).
public record RegionSpec(String name, List<String> providers, List<String> hosts) {

    public RegionSpec {
        providers = List.copyOf(providers);
        hosts = List.copyOf(hosts);
    }
}

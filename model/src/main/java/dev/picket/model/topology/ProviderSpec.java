package dev.picket.model.topology;

import java.util.List;
import java.util.OptionalLong;

/// A provider as declared: its autonomous system number and its own upstreams.
public record ProviderSpec(String name, OptionalLong asn, List<String> upstreams) {

    public ProviderSpec {
        upstreams = List.copyOf(upstreams);
    }
}

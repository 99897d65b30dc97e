package dev.picket.model.topology;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The provider network as declared under `network:` of a configuration or scenario.
public record Network(SortedMap<String, ProviderSpec> providers,
        SortedMap<String, RegionSpec> regions) {

    public Network {
        providers = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(providers));
        regions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    }

    public static Network of(Map<String, ProviderSpec> providers, Map<String, RegionSpec> regions) {
        return new Network(new TreeMap<>(providers), new TreeMap<>(regions));
    }
}

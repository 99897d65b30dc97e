package dev.picket.platform.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The chains of providers to a target, in order from the vantage: one for every vantage, with
/// others for single vantages. An empty chain means unknown.
public record Via(List<String> common, Map<String, List<String>> byVantage) {
    public static final Via UNKNOWN = new Via(List.of(), Map.of());

    public Via {
        common = List.copyOf(common);
        Map<String, List<String>> copy = new TreeMap<>();
        byVantage.forEach((vantage, chain) -> copy.put(vantage, List.copyOf(chain)));
        byVantage = java.util.Collections.unmodifiableMap(copy);
    }

    public static Via of(List<String> common) {
        return new Via(common, Map.of());
    }

    public static Via byVantage(Map<String, List<String>> chains) {
        return new Via(List.of(), chains);
    }

    /// The chain from `vantage`.
    public List<String> from(String vantage) {
        return byVantage.getOrDefault(vantage, common);
    }
}

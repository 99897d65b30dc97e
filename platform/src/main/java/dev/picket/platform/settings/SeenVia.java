package dev.picket.platform.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The chains of declared providers that traces have seen, in order from the vantage.
///
/// @param chains by `vantage>target`
public record SeenVia(Map<String, List<String>> chains) {

    public static final SeenVia NONE = new SeenVia(Map.of());

    public SeenVia {
        Map<String, List<String>> copy = new TreeMap<>();
        chains.forEach((ends, chain) -> copy.put(ends, List.copyOf(chain)));
        chains = java.util.Collections.unmodifiableMap(copy);
    }

    /// The chain from `vantage` to `target`; empty where none is known.
    public List<String> of(String vantage, String target) {
        return chains.getOrDefault(ends(vantage, target), List.of());
    }

    /// The same with one chain more, or another one.
    public SeenVia with(String vantage, String target, List<String> chain) {
        Map<String, List<String>> more = new TreeMap<>(chains);
        more.put(ends(vantage, target), chain);
        return new SeenVia(more);
    }

    private static String ends(String vantage, String target) {
        return vantage + ">" + target;
    }
}

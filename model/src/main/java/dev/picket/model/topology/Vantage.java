package dev.picket.model.topology;

import java.util.List;
import java.util.Optional;

/// A named place probes are sent from.
///
/// @param region the provider's region it stands in; empty for one outside the provider's network
/// @param access the providers that carry an off-net vantage (its access network), outermost last
public record Vantage(String name, Optional<String> region, List<String> access) {

    public Vantage {
        access = List.copyOf(access);
    }

    public static Vantage inRegion(String name, String region) {
        return new Vantage(name, Optional.of(region), List.of());
    }
}

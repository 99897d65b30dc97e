package dev.picket.model.topology;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Derives what a path depends on from the declared network.
///
/// A known chain of providers (`via`, in order from vantage to target) is taken as it stands: each
/// is crossed with share 1, neighbours in the chain form links, and a provider that serves the
/// vantage's or the target's region, or is an upstream of one that does and stands next to it, is
/// also crossed *at* that region. Without a chain, the region lists give the possible providers and
/// each is crossed with an equal share.
public final class Routes {

    private Routes() {}

    /// The route of `vantage` to `target` over the providers `via`; an empty list means unknown.
    public static Route of(Network network, Vantage vantage, Target target, List<String> via) {
        SortedMap<Component, Double> crossings = new TreeMap<>();
        crossings.put(new Component.Vantage(vantage.name()), 1.0);
        crossings.put(new Component.Region(target.region()), 1.0);
        target.host().ifPresent(host -> crossings.put(new Component.Host(host), 1.0));
        target.kind().service().ifPresent(service -> {
            crossings.put(new Component.Service(service), 1.0);
            crossings.put(new Component.ServiceAtRegion(service, target.region()), 1.0);
        });
        if (target.kind().service().isEmpty()) {
            crossings.put(new Component.Kind(target.kind()), 1.0);
        }
        if (target.kind().crossesProviders()) {
            vantage.region()
                    .ifPresent(region -> crossings.put(new Component.Region(region), 1.0));
            vantage.access().stream().limit(1).forEach(
                    access -> crossings.put(new Component.AccessNetwork(access), 1.0));
            if (via.isEmpty()) {
                addPossible(network, vantage, target, crossings);
            } else {
                addChain(network, vantage, target, via, crossings);
            }
        }
        Path path = new Path(vantage.name(), target.name(), target.kind());
        return new Route(path, crossings);
    }

    private static void addChain(Network network, Vantage vantage, Target target, List<String> via,
            Map<Component, Double> crossings) {
        for (String provider : via) {
            crossings.put(new Component.Provider(provider), 1.0);
        }
        for (int i = 1; i < via.size(); i++) {
            if (!via.get(i - 1).equals(via.get(i))) {
                crossings.put(Component.Link.between(via.get(i - 1), via.get(i)), 1.0);
            }
        }
        vantage.region().ifPresent(region -> addAtRegion(network, region, via, crossings));
        addAtRegion(network, target.region(), via.reversed(), crossings);
    }

    /// Attributes the start of `chain` (nearest the region first) to the region: the providers that
    /// serve it, and upstreams of the one before.
    private static void addAtRegion(Network network, String region, List<String> chain,
            Map<Component, Double> crossings) {
        RegionSpec spec = network.regions().get(region);
        if (spec == null || !spec.providers().contains(chain.getFirst())) {
            return;
        }
        String nearer = chain.getFirst();
        crossings.put(new Component.ProviderAtRegion(nearer, region), 1.0);
        for (String provider : chain.subList(1, chain.size())) {
            ProviderSpec nearerSpec = network.providers().get(nearer);
            if (nearerSpec == null || !nearerSpec.upstreams().contains(provider)) {
                return;
            }
            crossings.put(new Component.ProviderAtRegion(provider, region), 1.0);
            nearer = provider;
        }
    }

    private static void addPossible(Network network, Vantage vantage, Target target,
            Map<Component, Double> crossings) {
        vantage.access()
                .forEach(access -> crossings.put(new Component.Provider(access), 1.0));
        vantage.region().ifPresent(region -> addEqualShares(network, region, crossings));
        addEqualShares(network, target.region(), crossings);
    }

    private static void addEqualShares(Network network, String region,
            Map<Component, Double> crossings) {
        RegionSpec spec = network.regions().get(region);
        if (spec == null || spec.providers().isEmpty()) {
            return;
        }
        double share = 1.0 / spec.providers().size();
        for (String provider : spec.providers()) {
            crossings.merge(new Component.Provider(provider), share,
                    (one, other) -> 1 - (1 - one) * (1 - other));
            crossings.put(new Component.ProviderAtRegion(provider, region), share);
        }
    }
}

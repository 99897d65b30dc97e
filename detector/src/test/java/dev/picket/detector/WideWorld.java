package dev.picket.detector;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.ProviderSpec;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Route;
import dev.picket.model.topology.Routes;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Topology;
import dev.picket.model.topology.Vantage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// A network of regions probed from each other: of 35 by default, which makes 1,190 STAMP paths and
/// as many WireGuard ones.
/// Every region has two of twelve providers: six that peer with each other, and six that reach the
/// rest through two of those.
final class WideWorld {

    static final int REGIONS = 35;
    private static final List<String> CORE = List.of("arelion", "cogent", "lumen", "ntt", "telia",
            "zayo");
    private static final List<String> EDGE = List.of("acme", "delta", "isle", "nord", "south",
            "west");

    private final Random random;
    private final Map<String, ProviderSpec> providers = new LinkedHashMap<>();
    private final Map<String, RegionSpec> regions = new LinkedHashMap<>();

    private final int regionCount;

    private WideWorld(int regionCount, long seed) {
        this.regionCount = regionCount;
        this.random = new Random(seed);
    }

    static Topology build(int regions, long seed) {
        return new WideWorld(regions, seed).build();
    }

    private Topology build() {
        CORE.forEach(name -> providers.put(name,
                new ProviderSpec(name, OptionalLong.empty(), List.of())));
        EDGE.forEach(name -> providers.put(name,
                new ProviderSpec(name, OptionalLong.empty(), two(CORE))));
        Map<String, Vantage> vantages = new LinkedHashMap<>();
        Map<String, Target> targets = new LinkedHashMap<>();
        List<String> all = new ArrayList<>(CORE);
        all.addAll(EDGE);
        for (int r = 0; r < regionCount; r++) {
            String name = "r" + (10 + r);
            Optional<String> host = Optional.of(name + "-edge");
            regions.put(name, new RegionSpec(name, two(all), List.of(host.get())));
            vantages.put(name, Vantage.inRegion(name, name));
            add(targets, name + "-edge", name, host, ProbeKind.STAMP);
            add(targets, name + "-gw", name, host, ProbeKind.WIREGUARD);
        }
        Network network = Network.of(providers, regions);
        Map<Path, Route> routes = new LinkedHashMap<>();
        for (Vantage vantage : vantages.values()) {
            for (Target target : targets.values()) {
                if (!vantage.name().equals(target.region())) {
                    Route route = Routes.of(network, vantage, target,
                            chain(vantage.name(), target.region()));
                    routes.put(route.path(), route);
                }
            }
        }
        return new Topology(network, vantages, targets, routes);
    }

    private static void add(Map<String, Target> targets, String name, String region,
            Optional<String> host, ProbeKind kind) {
        targets.put(name, new Target(name, region, host, kind, List.of()));
    }

    private List<String> two(List<String> of) {
        int first = random.nextInt(of.size());
        int second = (first + 1 + random.nextInt(of.size() - 1)) % of.size();
        return List.of(of.get(first), of.get(second));
    }

    private List<String> chain(String from, String to) {
        List<String> chain = new ArrayList<>(toCore(from));
        for (String provider : toCore(to).reversed()) {
            if (!chain.contains(provider)) {
                chain.add(provider);
            }
        }
        return chain;
    }

    private List<String> toCore(String region) {
        RegionSpec spec = regions.get(region);
        String first = spec == null ? "ntt" : spec.providers().get(random.nextInt(2));
        ProviderSpec provider = providers.get(first);
        return provider == null || provider.upstreams().isEmpty()
                ? List.of(first)
                : List.of(first, provider.upstreams().get(random.nextInt(2)));
    }
}

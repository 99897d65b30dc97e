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

/// A network of twelve regions with two providers each. Singapore is reached through acme-sg, whose
/// upstreams are cogent and arelion, and through ntt. Routes are chosen by a fixed hash of their
/// ends, both for a region's hosts and for each vantage.
final class TestWorld {

    static final Map<String, List<String>> REGIONS = new LinkedHashMap<>();

    static {
        REGIONS.put("ams", List.of("cogent", "arelion"));
        REGIONS.put("fra", List.of("cogent", "zayo"));
        REGIONS.put("lhr", List.of("arelion", "ntt"));
        REGIONS.put("cdg", List.of("ntt", "lumen"));
        REGIONS.put("iad", List.of("cogent", "lumen"));
        REGIONS.put("ord", List.of("lumen", "arelion"));
        REGIONS.put("dfw", List.of("lumen", "cogent"));
        REGIONS.put("sjc", List.of("zayo", "ntt"));
        REGIONS.put("lax", List.of("zayo", "arelion"));
        REGIONS.put("sin", List.of("acme-sg", "ntt"));
        REGIONS.put("nrt", List.of("ntt", "arelion"));
        REGIONS.put("syd", List.of("lumen", "ntt"));
    }

    private TestWorld() {}

    static Topology build() {
        return build(REGIONS.keySet().stream().toList());
    }

    /// The world with vantages in some regions only.
    static Topology build(List<String> vantageRegions) {
        Network network = network();
        Map<String, Vantage> vantages = new LinkedHashMap<>();
        vantageRegions.forEach(region -> vantages.put(region, Vantage.inRegion(region, region)));
        Map<String, Target> targets = new LinkedHashMap<>();
        for (String region : REGIONS.keySet()) {
            for (int host = 1; host <= 2; host++) {
                String name = region + "-edge" + host;
                add(targets, name, region, Optional.of(name), ProbeKind.STAMP);
            }
            add(targets, region + "-gw", region, Optional.of(region + "-edge1"),
                    ProbeKind.WIREGUARD);
            add(targets, "machines-" + region, region, Optional.empty(),
                    ProbeKind.MACHINE_CREATE);
        }
        Map<Path, Route> routes = new LinkedHashMap<>();
        for (Vantage vantage : vantages.values()) {
            for (Target target : targets.values()) {
                boolean own = vantage.name().equals(target.region());
                if (!own || !target.kind().crossesProviders()) {
                    Route route = Routes.of(network, vantage, target,
                            target.kind().crossesProviders()
                                    ? chain(vantage.name(), target.region(), target.name())
                                    : List.of());
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

    private static Network network() {
        Map<String, ProviderSpec> providers = new LinkedHashMap<>();
        for (String name : List.of("cogent", "arelion", "ntt", "zayo", "lumen")) {
            providers.put(name, new ProviderSpec(name, OptionalLong.empty(), List.of()));
        }
        providers.put("acme-sg", new ProviderSpec("acme-sg", OptionalLong.of(64500),
                List.of("cogent", "arelion")));
        Map<String, RegionSpec> regions = new LinkedHashMap<>();
        REGIONS.forEach((name, served) -> regions.put(name, new RegionSpec(name, served,
                List.of(name + "-edge1", name + "-edge2"))));
        return Network.of(providers, regions);
    }

    /// Egress provider of the source, ingress provider of the target, an upstream of acme-sg
    /// between.
    static List<String> chain(String from, String to, String target) {
        int hash = mix(from.hashCode() * 31 + target.hashCode());
        List<String> out = expand(pick(from, hash), hash);
        List<String> in = expand(pick(to, hash >>> 3), hash).reversed();
        List<String> chain = new ArrayList<>(out);
        for (String provider : in) {
            if (!chain.getLast().equals(provider)) {
                chain.add(provider);
            }
        }
        return chain;
    }

    private static List<String> expand(String provider, int hash) {
        return provider.equals("acme-sg")
                ? List.of("acme-sg", ((hash >>> 7) & 1) == 0 ? "cogent" : "arelion")
                : List.of(provider);
    }

    private static String pick(String region, int hash) {
        List<String> served = REGIONS.getOrDefault(region, List.of("ntt"));
        return served.get(Math.floorMod(hash, served.size()));
    }

    private static int mix(int value) {
        int mixed = value * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}

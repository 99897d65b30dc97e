package dev.picket.simulation.bench;

import dev.picket.model.topology.Component;
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

/// A network of any size for measurements: every vantage probes every target, egress and ingress
/// each over one of two providers of the region, chosen by a fixed hash.
final class BenchWorld {

    /// The provider that fails: it serves a tenth of the regions as their first.
    static final Component FAILING = new Component.Provider("p0");

    private static final int PROVIDERS = 20;

    private BenchWorld() {}

    static Topology of(int vantages, int targets) {
        int regions = Math.clamp(Math.min(vantages, targets), 2, 100);
        Map<String, RegionSpec> served = new LinkedHashMap<>();
        for (int region = 0; region < regions; region++) {
            served.put("r" + region, new RegionSpec("r" + region,
                    List.of(provider(region), provider(region + 7)), List.of()));
        }
        Map<String, ProviderSpec> providers = new LinkedHashMap<>();
        for (int provider = 0; provider < PROVIDERS; provider++) {
            providers.put(provider(provider),
                    new ProviderSpec(provider(provider), OptionalLong.empty(), List.of()));
        }
        Network network = Network.of(providers, served);
        Map<String, Vantage> allVantages = new LinkedHashMap<>();
        for (int vantage = 0; vantage < vantages; vantage++) {
            allVantages.put("v" + vantage,
                    Vantage.inRegion("v" + vantage, "r" + vantage % regions));
        }
        Map<String, Target> allTargets = new LinkedHashMap<>();
        for (int target = 0; target < targets; target++) {
            String name = "t" + target;
            allTargets.put(name, new Target(name, "r" + target % regions, Optional.of(name),
                    ProbeKind.STAMP, List.of()));
        }
        Map<Path, Route> routes = new LinkedHashMap<>();
        for (int vantage = 0; vantage < vantages; vantage++) {
            for (int target = 0; target < targets; target++) {
                Route route = Routes.of(network, required(allVantages, "v" + vantage),
                        required(allTargets, "t" + target),
                        chain(vantage, target, vantage % regions, target % regions));
                routes.put(route.path(), route);
            }
        }
        return new Topology(network, allVantages, allTargets, routes);
    }

    private static List<String> chain(int vantage, int target, int from, int to) {
        int hash = (vantage * 31 + target) * 0x9E3779B9;
        List<String> chain = new ArrayList<>();
        chain.add(provider(from + 7 * ((hash >>> 30) & 1)));
        String in = provider(to + 7 * ((hash >>> 29) & 1));
        if (!in.equals(chain.getFirst())) {
            chain.add(in);
        }
        return chain;
    }

    private static String provider(int number) {
        return "p" + number % PROVIDERS;
    }

    private static <T> T required(Map<String, T> map, String name) {
        return Optional.ofNullable(map.get(name)).orElseThrow();
    }
}

package dev.picket.simulation.world;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.ProviderSpec;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Vantage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The provider network of the demonstration: twelve regions, eight providers, two of them there to
/// fail. Cogent is an upstream of `acme-sg`, which carries Singapore and Sydney, and serves other
/// regions itself; `westlink` serves San Jose, Los Angeles and Frankfurt. Every region has a second
/// provider, so that no provider is told from its regions only by name.
public final class DemoNetwork {

    /// The provider that fails in the first act, at [#FIRST_REGION] only.
    public static final String FIRST_PROVIDER = "cogent";
    public static final String FIRST_REGION = "sin";
    /// The provider through which WireGuard fails in the second act.
    public static final String SECOND_PROVIDER = "westlink";

    /// Chosen so that every component a fault of the story could be mistaken for has members of its
    /// own (see the test of the same name).
    public static final long SEED = 20240613L;

    private static final List<ProviderSpec> PROVIDERS = List.of(provider("cogent", 174),
            provider("arelion", 1299), provider("zephyr", 64510),
            provider("acme-sg", 64500, "cogent", "arelion"),
            provider("westlink", 64501, "arelion", "zephyr"),
            provider("tideway", 64502, "zephyr", "cogent"),
            provider("sulnet", 64503, "cogent", "arelion"),
            provider("nordfiber", 64504, "arelion", "zephyr"));

    private static final List<RegionSpec> REGIONS = List.of(region("ams", "nordfiber", "cogent"),
            region("fra", "westlink", "nordfiber"), region("gru", "sulnet", "zephyr"),
            region("iad", "cogent", "zephyr"), region("jnb", "sulnet", "tideway"),
            region("lax", "westlink", "zephyr"), region("lhr", "nordfiber", "arelion"),
            region("nrt", "tideway", "arelion"), region("ord", "zephyr", "arelion"),
            region("sin", "acme-sg", "tideway"), region("sjc", "westlink", "cogent"),
            region("syd", "acme-sg", "tideway"));

    private DemoNetwork() {}

    /// The network with two STAMP hosts, one gateway and one Machine target in each region.
    public static World world() {
        Map<String, ProviderSpec> providers = new TreeMap<>();
        PROVIDERS.forEach(provider -> providers.put(provider.name(), provider));
        Map<String, RegionSpec> regions = new TreeMap<>();
        REGIONS.forEach(region -> regions.put(region.name(), region));
        Map<String, Vantage> vantages = new TreeMap<>();
        Map<String, Target> targets = new TreeMap<>();
        for (RegionSpec region : REGIONS) {
            String name = region.name();
            vantages.put(name, Vantage.inRegion(name, name));
            for (String host : region.hosts()) {
                add(targets, host, name, Optional.of(host), ProbeKind.STAMP);
            }
            add(targets, name + "-gw", name, Optional.of(region.hosts().getFirst()),
                    ProbeKind.WIREGUARD);
            add(targets, "machines-" + name, name, Optional.empty(), ProbeKind.MACHINE_CREATE);
        }
        return World.of(Network.of(providers, regions), vantages, targets, SEED);
    }

    private static void add(Map<String, Target> targets, String name, String region,
            Optional<String> host, ProbeKind kind) {
        targets.put(name, new Target(name, region, host, kind, List.of()));
    }

    private static ProviderSpec provider(String name, long asn, String... upstreams) {
        return new ProviderSpec(name, OptionalLong.of(asn), List.of(upstreams));
    }

    private static RegionSpec region(String name, String... providers) {
        return new RegionSpec(name, List.of(providers),
                List.of(name + "-edge1", name + "-edge2"));
    }
}

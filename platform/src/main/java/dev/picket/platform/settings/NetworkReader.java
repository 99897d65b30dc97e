package dev.picket.platform.settings;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProviderSpec;
import dev.picket.model.topology.RegionSpec;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Reads the `network:` block, which the settings of a process and scenarios share.
public final class NetworkReader {
    /// RFC 6793: autonomous system numbers are 32 bits wide.
    private static final long ASN_MAX = 4_294_967_295L;

    private NetworkReader() {}

    /// The network that `value` declares; what is wrong is recorded in its document.
    public static Network read(YamlValue value) {
        YamlMap map = value.map();
        YamlMap providers = map.required("providers").map();
        YamlMap regions = map.required("regions").map();
        map.noOtherKeys();
        Names providerNames = Names.declaredBy("provider", providers);
        Names.declaredBy("region", regions);
        Map<String, ProviderSpec> providerSpecs = new TreeMap<>();
        providers.entries().forEach(
                (name, spec) -> providerSpecs.put(name, provider(name, spec, providerNames)));
        Map<String, RegionSpec> regionSpecs = new TreeMap<>();
        Map<String, String> regionByHost = new TreeMap<>();
        regions.entries().forEach((name, spec) -> {
            RegionSpec region = region(name, spec, providerNames);
            regionSpecs.put(name, region);
            for (String host : region.hosts()) {
                String before = regionByHost.putIfAbsent(host, name);
                if (before != null) {
                    spec.problem("host `" + host + "` already stands in region " + before);
                }
            }
        });
        return Network.of(providerSpecs, regionSpecs);
    }

    private static ProviderSpec provider(String name, YamlValue value, Names providers) {
        YamlMap map = value.map();
        OptionalLong asn = map.optional("asn").map(number -> number.integer(1, ASN_MAX))
                .map(OptionalLong::of).orElse(OptionalLong.empty());
        List<String> upstreams = new ArrayList<>();
        map.optional("upstreams").ifPresent(list -> list.list().forEach(item -> {
            String upstream = providers.reference(item);
            if (upstream.equals(name)) {
                item.problem("a provider cannot be its own upstream");
            }
            upstreams.add(upstream);
        }));
        map.noOtherKeys();
        return new ProviderSpec(name, asn, upstreams);
    }

    private static RegionSpec region(String name, YamlValue value, Names providers) {
        YamlMap map = value.map();
        YamlValue served = map.required("providers");
        List<String> providerNames = providers.references(served);
        List<String> hosts = map.optional("hosts").map(YamlValue::strings).orElse(List.of());
        map.noOtherKeys();
        return new RegionSpec(name, providerNames, hosts);
    }
}

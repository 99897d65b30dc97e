package dev.picket.platform.settings;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.Vantage;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the `vantages:` and `offNet:` blocks.
final class VantagesReader {
    private VantagesReader() {}

    static Map<String, VantageSettings> read(Network network, Optional<YamlValue> inRegions,
            Optional<YamlValue> offNet) {
        Names regions = new Names("region", network.regions().keySet());
        Names providers = new Names("provider", network.providers().keySet());
        Map<String, VantageSettings> vantages = new TreeMap<>();
        inRegions.map(YamlValue::map).ifPresent(map -> {
            Names.declaredBy("vantage", map);
            map.entries().forEach(
                    (name, value) -> vantages.put(name, inRegion(name, value.map(), regions)));
        });
        offNet.map(YamlValue::map).ifPresent(map -> {
            Names.declaredBy("vantage", map);
            map.entries().forEach((name, value) -> {
                if (vantages.containsKey(name)) {
                    map.keyProblem(name, "vantage `" + name + "` is also declared under "
                            + "`vantages`; expected a name of its own");
                }
                vantages.put(name, offNet(name, value.map(), providers));
            });
        });
        return vantages;
    }

    private static VantageSettings inRegion(String name, YamlMap map, Names regions) {
        String region = regions.reference(map.required("region"));
        VantageSettings vantage = new VantageSettings(Vantage.inRegion(name, region),
                map.required("bind").address());
        map.noOtherKeys();
        return vantage;
    }

    private static VantageSettings offNet(String name, YamlMap map, Names providers) {
        List<String> access = providers.references(map.required("access"));
        VantageSettings vantage = new VantageSettings(
                new Vantage(name, Optional.empty(), access), map.required("bind").address());
        map.noOtherKeys();
        return vantage;
    }
}

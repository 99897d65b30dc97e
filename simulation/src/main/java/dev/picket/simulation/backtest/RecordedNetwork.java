package dev.picket.simulation.backtest;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Target;
import dev.picket.model.topology.Vantage;
import dev.picket.platform.settings.NetworkReader;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.Problem;
import dev.picket.platform.yaml.SecretSource;
import dev.picket.platform.yaml.Unreadable;
import dev.picket.platform.yaml.YamlDocument;
import dev.picket.platform.yaml.YamlMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The network that recorded paths run over: the `network:` and `offNet:` blocks of settings or of
/// a scenario; what else such a file holds is not looked at.
///
/// @param access the access networks of vantages outside the provider's own network
record RecordedNetwork(Network network, SortedMap<String, List<String>> access) {

    private static final long FILE_BYTES_MAX = 4L * 1024 * 1024;
    private static final String GATEWAY = "-gw";
    private static final String MACHINES = "machines-";

    /// What reading the file gave: the network, or everything wrong with it.
    sealed interface Reading {

        record Valid(RecordedNetwork network) implements Reading {}

        record Invalid(List<Problem> problems) implements Reading {}
    }

    static Reading read(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                return unreadable(file, "longer than " + FILE_BYTES_MAX + " bytes");
            }
            return read(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return unreadable(file, Unreadable.why(file, e));
        }
    }

    private static Reading unreadable(Path file, String why) {
        return new Reading.Invalid(List.of(new Problem(file.toString(), 1, 1, why)));
    }

    static Reading read(String name, String text) {
        YamlDocument document = YamlDocument.parse(name, text, SecretSource.none());
        YamlMap map = document.root().map();
        Network network = NetworkReader.read(map.required("network"));
        SortedMap<String, List<String>> access = new TreeMap<>();
        map.optional("offNet").ifPresent(offNet -> offNet.map().entries()
                .forEach((vantage, declared) -> access.put(vantage,
                        declared.map().required("access").strings())));
        return document.problems().isEmpty()
                ? new Reading.Valid(new RecordedNetwork(network, access))
                : new Reading.Invalid(document.problems());
    }

    /// The vantage called `name`: a region, or one declared off the net.
    Optional<Vantage> vantage(String name) {
        if (network.regions().containsKey(name)) {
            return Optional.of(Vantage.inRegion(name, name));
        }
        return Optional.ofNullable(access.get(name))
                .map(providers -> new Vantage(name, Optional.empty(), providers));
    }

    /// The target called `name`: a host or its gateway (`HOST-gw`), a region, or the Machines API
    /// in one (`machines-REGION`).
    Optional<Target> target(String name, ProbeKind kind) {
        String place = name.endsWith(GATEWAY)
                ? name.substring(0, name.length() - GATEWAY.length())
                : name.startsWith(MACHINES) ? name.substring(MACHINES.length()) : name;
        for (String candidate : List.of(name, place)) {
            if (network.regions().containsKey(candidate)) {
                return Optional.of(new Target(name, candidate, Optional.empty(), kind, List.of()));
            }
            for (RegionSpec region : network.regions().values()) {
                if (region.hosts().contains(candidate)) {
                    return Optional.of(new Target(name, region.name(), Optional.of(candidate),
                            kind, List.of()));
                }
            }
        }
        return Optional.empty();
    }

    String vantageHint(String name) {
        TreeSet<String> names = new TreeSet<>(network.regions().keySet());
        names.addAll(access.keySet());
        return Nearest.hint(name, names);
    }

    String targetHint(String name) {
        TreeSet<String> names = new TreeSet<>(network.regions().keySet());
        for (Map.Entry<String, RegionSpec> region : network.regions().entrySet()) {
            names.addAll(region.getValue().hosts());
        }
        return Nearest.hint(name, names);
    }
}

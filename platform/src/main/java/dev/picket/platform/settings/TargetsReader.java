package dev.picket.platform.settings;

import dev.picket.model.topology.Network;
import dev.picket.model.topology.ProbeKind;
import dev.picket.model.topology.RegionSpec;
import dev.picket.model.topology.Target;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.Secret;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the `targets:` block against the declared network and vantages.
final class TargetsReader {
    private final Network network;
    private final Map<String, VantageSettings> vantages;
    private final Names providers;
    private final Names regions;
    private final Names vantageNames;
    private final Map<Secret, String> vantageByPrivateKey = new java.util.HashMap<>();

    TargetsReader(Network network, Map<String, VantageSettings> vantages) {
        this.network = network;
        this.vantages = vantages;
        this.providers = new Names("provider", network.providers().keySet());
        this.regions = new Names("region", network.regions().keySet());
        this.vantageNames = new Names("vantage", vantages.keySet());
    }

    Map<String, TargetSettings> read(YamlMap map) {
        Names.declaredBy("target", map);
        Map<String, TargetSettings> targets = new TreeMap<>();
        map.entries().forEach((name, value) -> target(name, value).forEach(target -> {
            if (targets.put(target.name(), target) != null) {
                value.problem("a gateway's WebSocket and another target are both named `"
                        + target.name() + "`; expected another name for one of them");
            }
        }));
        return targets;
    }

    /// One target, or one for each transport of a gateway.
    private List<? extends TargetSettings> target(String name, YamlValue value) {
        YamlMap map = value.map();
        YamlValue kindValue = map.required("kind");
        String label = kindValue.string();
        Optional<ProbeKind> kind = ProbeKind.of(label);
        if (kind.isEmpty()) {
            if (!label.isEmpty()) {
                kindValue.problem("unknown kind `" + label + "`" + Nearest.hint(label,
                        Stream.of(ProbeKind.values()).map(ProbeKind::label).toList()));
            }
            return List.of();
        }
        String region = regions.reference(map.required("region"));
        Optional<String> host = map.optional("host").map(named -> host(named, region));
        Target target = new Target(name, region, host, kind.get(), List.of(),
                map.optional("door").flatMap(DoorsReader::door));
        List<? extends TargetSettings> settings = switch (kind.get()) {
            case STAMP -> List.of(new TargetSettings.Stamp(target, port(map),
                    map.optional("key").map(TargetsReader::stampKey),
                    map.optional("directMeasurement").map(YamlValue::bool).orElse(false),
                    via(map)));
            case WIREGUARD -> wireGuard(target, map);
            case ICMP -> List.of(new TargetSettings.Icmp(target,
                    map.required("address").address(), via(map)));
            case TCP -> List.of(DoorsReader.tcp(target, map, via(map)));
            case HTTP -> List.of(DoorsReader.http(target, map, via(map)));
            case DNS -> List.of(DnsReader.dns(target, map, via(map)));
            case MACHINE_CREATE -> List.of(new TargetSettings.MachineCreate(target,
                    map.required("api").url(), map.required("app").string(),
                    map.required("token").secret(), map.required("image").string()));
        };
        map.noOtherKeys();
        return settings;
    }

    private static java.net.InetSocketAddress port(YamlMap map) {
        YamlValue value = map.required("address");
        java.net.InetSocketAddress address = value.socketAddress();
        if (address.getPort() == 0) {
            value.problem("expected a port from 1 to 65535, got 0");
        }
        return address;
    }

    private String host(YamlValue value, String region) {
        RegionSpec spec = network.regions().get(region);
        return spec == null
                ? value.string()
                : new Names("host of region " + region, Set.copyOf(spec.hosts()))
                        .reference(value);
    }

    private Via via(YamlMap map) {
        Optional<YamlValue> value = map.optional("via");
        if (value.isEmpty()) {
            return Via.UNKNOWN;
        }
        if (!value.get().isMap()) {
            return Via.of(providers.references(value.get()));
        }
        YamlMap chains = value.get().map();
        Map<String, List<String>> byVantage = new TreeMap<>();
        chains.entries().forEach((vantage, chain) -> {
            requireVantage(chains, vantage);
            byVantage.put(vantage, providers.references(chain));
        });
        return Via.byVantage(byVantage);
    }

    private void requireVantage(YamlMap map, String vantage) {
        if (!vantages.containsKey(vantage)) {
            map.keyProblem(vantage,
                    map.value().place() + ": " + vantageNames.unknown(vantage));
        }
    }

    private List<TargetSettings.WireGuard> wireGuard(Target target, YamlMap map) {
        YamlValue publicKey = map.required("publicKey");
        String publicText = publicKey.string();
        Optional<WireGuardKey> key = WireGuardKey.ofBase64(publicText);
        if (key.isEmpty() && !publicText.isEmpty()) {
            publicKey.problem("expected a public key: 32 bytes in base64, 44 characters");
        }
        Optional<Secret> presharedKey = map.optional("presharedKey").map(TargetsReader::key);
        YamlMap privateKeys = map.required("privateKeys").map();
        Map<String, Secret> keys = privateKeys(privateKeys);
        Set<String> probing = vantages.values().stream()
                .filter(vantage -> Settings.probes(vantage.vantage(), target))
                .map(VantageSettings::name).collect(Collectors.toCollection(TreeSet::new));
        List<String> keyless = probing.stream().filter(name -> !keys.containsKey(name)).toList();
        if (!keyless.isEmpty()) {
            privateKeys.value().problem("no private key for " + String.join(", ", keyless)
                    + "; expected one for each vantage that probes the target");
        }
        java.net.InetSocketAddress address = port(map);
        Via via = via(map);
        Optional<TunnelSettings> tunnel = map.optional("tunnel").map(YamlValue::map)
                .flatMap(new TunnelReader(vantageNames, probing)::read);
        return TransportsReader.read(target, map, address).stream()
                .map(reached -> new TargetSettings.WireGuard(reached.target(), address,
                        key.orElseGet(() -> WireGuardKey.of(new byte[WireGuardKey.KEY_BYTES])),
                        presharedKey, keys, reached.by(), tunnel, via))
                .toList();
    }

    private Map<String, Secret> privateKeys(YamlMap map) {
        Map<String, Secret> keys = new TreeMap<>();
        map.entries().forEach((vantage, value) -> {
            requireVantage(map, vantage);
            Secret secret = key(value);
            keys.put(vantage, secret);
            String other = secret.reveal().isEmpty()
                    ? vantage
                    : vantageByPrivateKey.getOrDefault(secret, vantage);
            vantageByPrivateKey.putIfAbsent(secret, vantage);
            if (!other.equals(vantage)) {
                value.problem("vantages " + other + " and " + vantage
                        + " share a private key; a gateway knows one endpoint and one handshake"
                        + " time per key, so each would break the other's handshakes;"
                        + " expected a key of its own");
            }
        });
        return keys;
    }

    private static Secret key(YamlValue value) {
        Secret secret = value.secret();
        if (!secret.reveal().isEmpty() && WireGuardKey.bytesOf(secret.reveal()).isEmpty()) {
            value.problem("the secret is not a key: expected 32 bytes in base64, 44 characters");
        }
        return secret;
    }

    private static Secret stampKey(YamlValue value) {
        Secret secret = value.secret();
        if (!secret.reveal().isEmpty() && !isStampKey(secret.reveal())) {
            value.problem("the secret is not a key: expected " + TargetSettings.Stamp.KEY_BYTES_MIN
                    + " to " + TargetSettings.Stamp.KEY_BYTES_MAX + " bytes in base64");
        }
        return secret;
    }

    private static boolean isStampKey(String base64) {
        try {
            int bytes = Base64.getDecoder().decode(base64).length;
            return bytes >= TargetSettings.Stamp.KEY_BYTES_MIN
                    && bytes <= TargetSettings.Stamp.KEY_BYTES_MAX;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}

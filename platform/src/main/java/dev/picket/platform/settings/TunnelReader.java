package dev.picket.platform.settings;

import dev.picket.platform.net.SocketAddresses;
import dev.picket.platform.yaml.Nearest;
import dev.picket.platform.yaml.YamlMap;
import dev.picket.platform.yaml.YamlValue;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads a gateway's `tunnel:` block.
final class TunnelReader {

    private static final int PORT_MAX = 65_535;
    private static final int STATUS_MIN = 100;
    private static final int STATUS_MAX = 599;

    private final Names vantages;
    private final Set<String> probing;

    /// @param vantages all that are declared
    /// @param probing those that probe the gateway
    TunnelReader(Names vantages, Set<String> probing) {
        this.vantages = vantages;
        this.probing = probing;
    }

    /// What the block says; empty where an address of it is none.
    Optional<TunnelSettings> read(YamlMap block) {
        YamlMap declared = block.required("addresses").map();
        Map<String, Inet6Address> addresses = addresses(declared);
        List<String> missing = new ArrayList<>(probing);
        missing.removeAll(declared.entries().keySet());
        if (!missing.isEmpty()) {
            declared.value().problem("no address for " + String.join(", ", missing)
                    + "; expected one for each vantage that probes the target, the IPv6 address"
                    + " the gateway allows its key");
        }
        YamlValue value = block.required("gateway");
        Optional<Inet6Address> gateway = address(value);
        gateway.filter(addresses::containsValue).ifPresent(_ -> value.problem(
                "a vantage has this address in the tunnel; expected the gateway's own"));
        Optional<Inet6Address> resolver = block.optional("resolver")
                .flatMap(TunnelReader::address);
        String name = block.optional("name").map(DnsReader::name)
                .orElse(TunnelSettings.Service.NAME);
        Optional<YamlMap> http = block.optional("http").map(YamlValue::map);
        int port = http.flatMap(map -> map.optional("port"))
                .map(number -> Math.toIntExact(number.integer(1, PORT_MAX)))
                .orElse(TunnelSettings.Service.PORT);
        int status = http.flatMap(map -> map.optional("status"))
                .map(number -> Math.toIntExact(number.integer(STATUS_MIN, STATUS_MAX)))
                .orElse(TunnelSettings.Service.STATUS);
        http.ifPresent(YamlMap::noOtherKeys);
        TunnelStage upTo = block.optional("upTo").map(TunnelReader::stage)
                .orElse(TunnelStage.HTTP);
        block.noOtherKeys();
        return gateway.map(own -> new TunnelSettings(addresses, own,
                new TunnelSettings.Service(resolver.orElse(own), name, port, status), upTo));
    }

    private static TunnelStage stage(YamlValue value) {
        String label = value.string();
        Optional<TunnelStage> stage = TunnelStage.of(label);
        if (stage.isEmpty() && !label.isEmpty()) {
            value.problem("unknown stage `" + label + "`" + Nearest.hint(label,
                    Stream.of(TunnelStage.values()).map(TunnelStage::label).toList()));
        }
        return stage.orElse(TunnelStage.HTTP);
    }

    private Map<String, Inet6Address> addresses(YamlMap declared) {
        Map<String, Inet6Address> addresses = new TreeMap<>();
        Map<InetAddress, String> owners = new HashMap<>();
        declared.entries().forEach((vantage, value) -> {
            if (!vantages.declared().contains(vantage)) {
                declared.keyProblem(vantage,
                        declared.value().place() + ": " + vantages.unknown(vantage));
            }
            address(value).ifPresent(address -> {
                addresses.put(vantage, address);
                String owner = owners.putIfAbsent(address, vantage);
                if (owner != null) {
                    value.problem("vantages " + owner + " and " + vantage + " share an address in"
                            + " the tunnel; a gateway sends what is for it to one key only;"
                            + " expected an address of its own");
                }
            });
        });
        return addresses;
    }

    private static Optional<Inet6Address> address(YamlValue value) {
        String text = value.string();
        Optional<Inet6Address> address = SocketAddresses.host(text)
                .filter(Inet6Address.class::isInstance).map(Inet6Address.class::cast)
                .filter(six -> !six.isMulticastAddress() && !six.isAnyLocalAddress()
                        && !six.isLoopbackAddress());
        if (address.isEmpty() && !text.isEmpty()) {
            value.problem("expected an IPv6 address such as fdaa:0:1::3, without a length, got `"
                    + text + "`");
        }
        return address;
    }
}

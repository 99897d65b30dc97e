package dev.picket.platform.settings;

import dev.picket.platform.net.SocketAddresses;
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

/// Reads a gateway's `tunnel:` block.
final class TunnelReader {

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
        block.noOtherKeys();
        return gateway.map(own -> new TunnelSettings(addresses, own));
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

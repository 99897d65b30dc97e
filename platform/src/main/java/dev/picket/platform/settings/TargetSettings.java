package dev.picket.platform.settings;

import dev.picket.model.topology.Target;
import dev.picket.platform.yaml.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A target as declared: what the model knows of it, and how to reach it.
public sealed interface TargetSettings {
    Target target();

    /// The providers that carry traffic to it.
    Via via();

    default String name() {
        return target().name();
    }

    /// A STAMP reflector.
    ///
    /// @param key the key (base64) packets are authenticated under; open where there is none
    /// @param directMeasurement whether the reflector is asked for its own counts (RFC 8972 §4.5)
    record Stamp(Target target, InetSocketAddress address, Optional<Secret> key,
            boolean directMeasurement, Via via) implements TargetSettings {

        /// Octets of a key.
        public static final int KEY_BYTES_MIN = 16;
        public static final int KEY_BYTES_MAX = 64;
    }

    /// A host that answers ICMP echo.
    record Icmp(Target target, InetAddress address, Via via) implements TargetSettings {}

    /// A WireGuard gateway with a private key (base64) for each vantage that probes it.
    ///
    /// @param address its UDP port, whichever transport is probed
    /// @param tunnel what is behind it; where empty, a run ends with the handshake
    record WireGuard(Target target, InetSocketAddress address, WireGuardKey publicKey,
            Optional<Secret> presharedKey, Map<String, Secret> privateKeys,
            WireGuardTransport transport, Optional<TunnelSettings> tunnel, Via via)
            implements
                TargetSettings {
        public WireGuard {
            privateKeys = java.util.Collections.unmodifiableMap(new TreeMap<>(privateKeys));
        }

        /// A gateway that is probed over UDP, by handshakes alone.
        public WireGuard(Target target, InetSocketAddress address, WireGuardKey publicKey,
                Optional<Secret> presharedKey, Map<String, Secret> privateKeys, Via via) {
            this(target, address, publicKey, presharedKey, privateKeys,
                    new WireGuardTransport.Udp(), Optional.empty(), via);
        }

        /// The same gateway by a transport that `gateway`'s name and `label` name.
        public boolean isOf(String gateway, String label) {
            boolean named = name().equals(gateway)
                    || (transport instanceof WireGuardTransport.WebSocket
                            && name().equals(gateway + TransportsReader.WEBSOCKET_SUFFIX));
            return named && transport.label().equals(label);
        }
    }

    /// A TCP port.
    ///
    /// @param resolver who is asked for a name; this machine's resolvers where empty
    record Tcp(Target target, Endpoint endpoint, Optional<InetSocketAddress> resolver,
            StageBudgets budgets, Via via) implements TargetSettings {}

    /// A page.
    ///
    /// @param resolver who is asked for a name; this machine's resolvers where empty
    record Http(Target target, HttpProfile profile, Optional<InetSocketAddress> resolver,
            StageBudgets budgets, Via via) implements TargetSettings {}

    /// A resolver and the question it is asked.
    record Dns(Target target, DnsProfile profile, StageBudgets budgets, Via via)
            implements
                TargetSettings {}

    /// The Machines API, asked for Machines in the target's region.
    record MachineCreate(Target target, URI api, String app, Secret token, String image)
            implements
                TargetSettings {
        @Override
        public Via via() {
            return Via.UNKNOWN;
        }
    }
}

package dev.picket.app.command;

import dev.picket.platform.net.SocketAddresses;
import dev.picket.platform.settings.TunnelSettings;
import dev.picket.platform.settings.TunnelStage;
import java.net.Inet6Address;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What is behind a WireGuard gateway on the command line.
@SuppressWarnings("FieldCanBeFinal") // picocli writes the parameters
final class AdHocTunnel {

    @Option(names = "--tunnel-address", paramLabel = "IPV6", //
            description = "wireguard: our own address inside the tunnel.")
    private Optional<String> own = Optional.empty();

    @Option(names = "--tunnel-gateway", paramLabel = "IPV6", //
            description = "wireguard: the gateway's address inside the tunnel; with our own, what "
                    + "is behind the gateway is probed too.")
    private Optional<String> gateway = Optional.empty();

    @Option(names = "--up-to", paramLabel = "STAGE", //
            description = "wireguard: the last stage inside the tunnel: echo, dns-udp, dns-tcp or "
                    + "http (http).")
    private Optional<String> upTo = Optional.empty();

    /// @throws IllegalArgumentException with a sentence for people
    Optional<TunnelSettings> settings(String vantage) {
        if (own.isPresent() != gateway.isPresent()) {
            throw new IllegalArgumentException("--tunnel-address and --tunnel-gateway go together:"
                    + " our address inside the tunnel, and the gateway's");
        }
        return gateway.map(text -> {
            TunnelSettings usual = TunnelSettings.of(
                    Map.of(vantage, six("--tunnel-address", own.orElse(""))),
                    six("--tunnel-gateway", text));
            return new TunnelSettings(usual.addresses(), usual.gateway(), usual.service(),
                    upTo.map(AdHocTunnel::stage).orElse(usual.upTo()));
        });
    }

    private static TunnelStage stage(String label) {
        return TunnelStage.of(label).orElseThrow(() -> new IllegalArgumentException(
                "--up-to takes echo, dns-udp, dns-tcp or http, got '" + label + "'"));
    }

    private static Inet6Address six(String option, String text) {
        return SocketAddresses.host(text).filter(Inet6Address.class::isInstance)
                .map(Inet6Address.class::cast)
                .orElseThrow(() -> new IllegalArgumentException(option
                        + " takes an IPv6 address such as fdaa:0:1::3, got '" + text + "'"));
    }
}

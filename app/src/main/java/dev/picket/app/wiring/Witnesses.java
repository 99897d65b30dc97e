package dev.picket.app.wiring;

import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.net.SocketAddresses;
import dev.picket.platform.settings.Settings;
import dev.picket.platform.settings.TargetSettings;
import dev.picket.platform.settings.TargetSettings.WireGuard;
import dev.picket.platform.settings.VantageSettings;
import dev.picket.platform.settings.WireGuardTransport;
import dev.picket.probes.silence.SilenceBook;
import dev.picket.probes.silence.SilenceBook.Called;
import dev.picket.probes.silence.Witness;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which targets may tell why a gateway is silent, from the same vantage.
public final class Witnesses {

    public static final int HTTPS_PORT = 443;

    private Witnesses() {}

    /// As what witness `other` may speak when `silent` is; empty where it has nothing to say.
    public static Optional<Witness> of(WireGuard silent, TargetSettings other, String vantage) {
        InetAddress host = silent.address().getAddress();
        return switch (other) {
            case TargetSettings.Icmp icmp when icmp.address().equals(host) ->
                Optional.of(Witness.ICMP_ECHO);
            case TargetSettings.Stamp stamp when stamp.address().getAddress().equals(host) ->
                Optional.of(Witness.DATAGRAMS);
            case TargetSettings.Tcp tcp when tcp.endpoint().port() == HTTPS_PORT
                    && SocketAddresses.host(tcp.endpoint().bareHost())
                            .filter(host::equals).isPresent()
                    && !isOnHttps(silent) ->
                Optional.of(Witness.TCP_443);
            case WireGuard gateway when !gateway.name().equals(silent.name())
                    && gateway.privateKeys().containsKey(vantage) ->
                of(silent, gateway, vantage);
            default -> Optional.empty();
        };
    }

    private static Optional<Witness> of(WireGuard silent, WireGuard gateway, String vantage) {
        boolean sameDoor = gateway.transport().door().equals(silent.transport().door());
        if (!gateway.address().getAddress().equals(silent.address().getAddress())) {
            return sameDoor ? Optional.of(Witness.OTHER_GATEWAY) : Optional.empty();
        }
        boolean sameGateway = gateway.publicKey().equals(silent.publicKey());
        boolean sameKey = key(gateway, vantage).equals(key(silent, vantage));
        if (sameGateway && sameDoor && !sameKey) {
            return Optional.of(Witness.OTHER_KEY);
        }
        if (sameGateway && sameKey && !sameDoor) {
            return Optional.of(silent.transport() instanceof WireGuardTransport.Udp
                    ? Witness.BY_WEBSOCKET
                    : Witness.BY_UDP);
        }
        return Optional.empty();
    }

    private static Optional<String> key(WireGuard gateway, String vantage) {
        return Optional.ofNullable(gateway.privateKeys().get(vantage))
                .map(secret -> secret.reveal());
    }

    private static boolean isOnHttps(WireGuard gateway) {
        return gateway.transport() instanceof WireGuardTransport.WebSocket by
                && by.endpoint().port() == HTTPS_PORT;
    }

    /// The witnesses of every path of WireGuard.
    static Map<Path, List<Called>> of(Settings settings) {
        Map<Path, List<Called>> called = new HashMap<>();
        for (VantageSettings vantage : settings.vantages().values()) {
            for (TargetSettings target : settings.targets().values()) {
                if (target instanceof WireGuard gateway
                        && Settings.probes(vantage.vantage(), target.target())) {
                    called.put(new Path(vantage.name(), target.name(), ProbeKind.WIREGUARD),
                            of(settings, vantage, gateway));
                }
            }
        }
        return called;
    }

    /// Those of the gateway itself before other gateways, of which there may be many. A WebSocket
    /// on 443 and TCP 443 are one port, and told once.
    private static List<Called> of(Settings settings, VantageSettings vantage, WireGuard silent) {
        List<Called> called = new ArrayList<>();
        for (TargetSettings other : settings.targets().values()) {
            if (Settings.probes(vantage.vantage(), other.target())) {
                ProbeKind kind = other.target().kind();
                of(silent, other, vantage.name()).ifPresent(witness -> called.add(new Called(
                        witness, new Path(vantage.name(), other.name(), kind),
                        settings.probes().every(kind))));
            }
        }
        if (called.stream().anyMatch(one -> one.witness() == Witness.BY_WEBSOCKET)) {
            called.removeIf(one -> one.witness() == Witness.TCP_443);
        }
        return called.stream()
                .sorted(Comparator.comparing((Called one) -> one
                        .witness() == Witness.OTHER_GATEWAY))
                .limit(SilenceBook.WITNESSES_MAX).toList();
    }
}

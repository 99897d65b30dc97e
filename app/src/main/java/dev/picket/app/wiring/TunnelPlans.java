package dev.picket.app.wiring;

import dev.picket.platform.settings.TunnelSettings;
import dev.picket.probes.tunnel.Ipv6Address;
import dev.picket.probes.tunnel.TunnelTarget;
import java.util.Optional;

/// How what is behind a gateway is probed.
final class TunnelPlans {

    private TunnelPlans() {}

    /// As `vantage` finds it; empty where the settings give that vantage no address in the tunnel.
    static Optional<TunnelTarget> of(TunnelSettings tunnel, String vantage) {
        return Optional.ofNullable(tunnel.addresses().get(vantage))
                .map(own -> new TunnelTarget(Ipv6Address.of(own),
                        Ipv6Address.of(tunnel.gateway()),
                        Ipv6Address.of(tunnel.service().resolver()), tunnel.service().name(),
                        tunnel.service().port(), tunnel.service().status(), tunnel.upTo()));
    }
}

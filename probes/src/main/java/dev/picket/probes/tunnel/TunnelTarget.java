package dev.picket.probes.tunnel;

import dev.picket.platform.settings.TunnelStage;

/// What is behind a gateway, as one peer of it finds it.
///
/// @param own the peer's own address in the tunnel, the one the gateway takes packets from
/// @param gateway the gateway's address in the tunnel
/// @param resolver who is asked for the API's name
/// @param name the API's
/// @param port the API's
/// @param status of the API's answer to a request for nothing in particular
/// @param upTo the last stage climbed
public record TunnelTarget(Ipv6Address own, Ipv6Address gateway, Ipv6Address resolver, String name,
        int port, int status, TunnelStage upTo) {

    /// Us and the gateway.
    Ipv6Packet.Flow flow() {
        return to(gateway);
    }

    /// Us and `other`.
    Ipv6Packet.Flow to(Ipv6Address other) {
        return new Ipv6Packet.Flow(own, other);
    }
}

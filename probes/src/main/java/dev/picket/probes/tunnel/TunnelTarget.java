package dev.picket.probes.tunnel;

/// What is behind a gateway, as one peer of it finds it.
///
/// @param own the peer's own address in the tunnel, the one the gateway takes packets from
/// @param gateway the gateway's address in the tunnel
public record TunnelTarget(Ipv6Address own, Ipv6Address gateway) {

    /// Us and the gateway.
    Ipv6Packet.Flow flow() {
        return new Ipv6Packet.Flow(own, gateway);
    }
}

package dev.picket.probes.session;

import java.net.InetAddress;
import java.util.Optional;

/// What the network answered one of our packets with: an ICMP error.
///
/// @param offender the router or host that sent it, where the plane tells
/// @param mtu the octets of an IP packet its next hop takes, of [Refusal#TOO_BIG] only; else 0
public record NetworkError(Refusal refusal, Optional<InetAddress> offender, int mtu) {

    /// Nothing is known but the reason.
    public static NetworkError of(Refusal refusal) {
        return new NetworkError(refusal, Optional.empty(), 0);
    }
}

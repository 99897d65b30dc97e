package dev.picket.probes.wireguard;

import dev.picket.probes.tunnel.TunnelTarget;
import java.time.Duration;
import java.util.Optional;

/// A gateway as one vantage probes it; lives as long as the path, its sessions come and go.
///
/// @param vantage the vantage's name
/// @param label the gateway's name and address, such as `fra-gw (203.0.113.9:51820/udp)`
/// @param timestamps shared by all sessions under this key
/// @param entropy makes ephemeral keys
/// @param tunnel what is behind it; where empty, a run ends with the handshake
public record WireGuardTarget(String vantage, String label, InitiatorKeys keys,
        TimestampKeeper timestamps, AttemptSchedule schedule, Entropy entropy,
        Optional<TunnelTarget> tunnel) {

    /// A gateway of which nothing but handshakes is wanted.
    public WireGuardTarget(String vantage, String label, InitiatorKeys keys,
            TimestampKeeper timestamps, AttemptSchedule schedule, Entropy entropy) {
        this(vantage, label, keys, timestamps, schedule, entropy, Optional.empty());
    }

    /// The same gateway, of which a session has only `left` of its time.
    public WireGuardTarget within(Duration left) {
        return new WireGuardTarget(vantage, label, keys, timestamps, schedule.upTo(left), entropy,
                tunnel);
    }

    /// The same gateway with what is behind it. Initiations that would leave no time for that are
    /// not made.
    public WireGuardTarget with(TunnelTarget behind) {
        return new WireGuardTarget(vantage, label, keys, timestamps, schedule.leavingTime(),
                entropy, Optional.of(behind));
    }
}

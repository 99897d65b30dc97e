package dev.picket.probes.wireguard;

import java.time.Duration;

/// A gateway as one vantage probes it; lives as long as the path, its sessions come and go.
///
/// @param vantage the vantage's name
/// @param label the gateway's name and address, such as `fra-gw (203.0.113.9:51820/udp)`
/// @param timestamps shared by all sessions under this key
/// @param entropy makes ephemeral keys
public record WireGuardTarget(String vantage, String label, InitiatorKeys keys,
        TimestampKeeper timestamps, AttemptSchedule schedule, Entropy entropy) {

    /// The same gateway, of which a session has only `left` of its time.
    public WireGuardTarget within(Duration left) {
        return new WireGuardTarget(vantage, label, keys, timestamps, schedule.upTo(left), entropy);
    }
}

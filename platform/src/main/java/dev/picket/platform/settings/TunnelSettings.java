package dev.picket.platform.settings;

import java.net.Inet6Address;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What is behind a gateway, and as whom each vantage asks for it.
///
/// @param addresses each vantage's own address in the tunnel, which the gateway lists as allowed
///        for its key
/// @param gateway the gateway's address in the tunnel
public record TunnelSettings(Map<String, Inet6Address> addresses, Inet6Address gateway) {

    public TunnelSettings {
        addresses = Collections.unmodifiableMap(new TreeMap<>(addresses));
    }
}

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
/// @param service what is asked for behind it
/// @param upTo the last stage that is climbed
public record TunnelSettings(Map<String, Inet6Address> addresses, Inet6Address gateway,
        Service service, TunnelStage upTo) {

    /// The API behind a gateway, and who knows its address.
    ///
    /// @param name the API's, as the resolver knows it
    /// @param port the API's
    /// @param status of its answer to a request for nothing in particular
    public record Service(Inet6Address resolver, String name, int port, int status) {

        public static final String NAME = "_api.internal";
        public static final int PORT = 4_280;
        public static final int STATUS = 404;
    }

    public TunnelSettings {
        addresses = Collections.unmodifiableMap(new TreeMap<>(addresses));
    }

    /// The usual service, whose resolver is the gateway, up to the last stage.
    public static TunnelSettings of(Map<String, Inet6Address> addresses, Inet6Address gateway) {
        return new TunnelSettings(addresses, gateway,
                new Service(gateway, Service.NAME, Service.PORT, Service.STATUS),
                TunnelStage.HTTP);
    }
}

package dev.picket.platform.settings;

import dev.picket.model.topology.PathClass;
import dev.picket.platform.yaml.Secret;
import java.net.InetSocketAddress;
import java.util.Optional;

/// What carries a gateway's packets.
public sealed interface WireGuardTransport {

    /// The door it is.
    PathClass door();

    /// The name in settings and on the command line.
    default String label() {
        return door().label();
    }

    /// Datagrams to the gateway's own port.
    record Udp() implements WireGuardTransport {
        @Override
        public PathClass door() {
            return PathClass.UDP;
        }
    }

    /// A WebSocket over TLS.
    ///
    /// @param resolver who is asked for a name; this machine's resolvers where empty
    /// @param verify whether a wrong certificate fails a run; it is told either way
    /// @param authorities certificates (PEM) trusted instead of this machine's own authorities
    record WebSocket(Endpoint endpoint, Optional<InetSocketAddress> resolver, boolean verify,
            Optional<Secret> authorities, StageBudgets budgets) implements WireGuardTransport {

        public static final int PORT = 443;

        /// One at `endpoint` whose certificate is told and not verified, as flyctl has it.
        public static WebSocket at(Endpoint endpoint) {
            return new WebSocket(endpoint, Optional.empty(), false, Optional.empty(),
                    StageBudgets.DEFAULT);
        }

        @Override
        public PathClass door() {
            return PathClass.WEBSOCKET;
        }
    }
}

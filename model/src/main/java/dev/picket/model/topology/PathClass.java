package dev.picket.model.topology;

import java.util.Optional;

/// Through which door a target is reached. The same service seen through different doors tells
/// what is broken: the door or the service behind it.
public enum PathClass {
    /// The provider's public edge: the nearest proxy takes the connection and carries it on.
    EDGE("edge"),
    /// The provider's private network between its own servers.
    INTERNAL("internal"),
    /// The private network by way of the provider's proxy.
    FLYCAST("flycast"),
    /// A WireGuard gateway into the private network.
    GATEWAY("gateway"),
    /// A WireGuard gateway's own UDP port.
    UDP("udp"),
    /// The same gateway, by WireGuard in a WebSocket over TLS.
    WEBSOCKET("websocket");

    private final String label;

    PathClass(String label) {
        this.label = label;
    }

    /// The name in configuration, metrics and JSON.
    public String label() {
        return label;
    }

    public static Optional<PathClass> of(String label) {
        for (PathClass door : values()) {
            if (door.label.equals(label)) {
                return Optional.of(door);
            }
        }
        return Optional.empty();
    }
}

package dev.picket.model.topology;

import java.util.Optional;

/// What a probe does on a path.
public enum ProbeKind {
    /// A burst of STAMP packets (RFC 8762) against a stateful reflector.
    STAMP("stamp", Optional.empty()),
    /// A full WireGuard handshake as initiator.
    WIREGUARD("wireguard", Optional.of("wireguard")),
    /// Create, wait for, and destroy a Machine.
    MACHINE_CREATE("machineCreate", Optional.of("machines"));

    private final String label;
    private final Optional<String> service;

    ProbeKind(String label, Optional<String> service) {
        this.label = label;
        this.service = service;
    }

    /// The name in configuration, metrics and JSON.
    public String label() {
        return label;
    }

    /// The provider's service that this kind exercises; empty where it measures the path alone.
    public Optional<String> service() {
        return service;
    }

    /// Whether the path's network is what carries the probe, so that providers are components.
    public boolean crossesProviders() {
        return this != MACHINE_CREATE;
    }

    public static Optional<ProbeKind> of(String label) {
        for (ProbeKind kind : values()) {
            if (kind.label.equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

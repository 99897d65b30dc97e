package dev.picket.model.topology;

import java.util.Optional;

/// What a probe does on a path.
public enum ProbeKind {
    /// A burst of STAMP packets (RFC 8762) against a stateful reflector.
    STAMP("stamp", "STAMP", Optional.empty()),
    /// A burst of ICMP echo requests (RFC 792, RFC 4443).
    ICMP("icmp", "ping", Optional.empty()),
    /// A full WireGuard handshake as initiator.
    WIREGUARD("wireguard", "WireGuard", Optional.of("wireguard")),
    /// A TCP connection opened and closed.
    TCP("tcp", "TCP connect", Optional.of("tcp")),
    /// One HTTP or HTTPS request.
    HTTP("http", "HTTP", Optional.of("http")),
    /// One question to a named DNS resolver.
    DNS("dns", "DNS", Optional.of("dns")),
    /// Create, wait for, and destroy a Machine.
    MACHINE_CREATE("machineCreate", "Machine create", Optional.of("machines"));

    private final String label;
    private final String words;
    private final Optional<String> service;

    ProbeKind(String label, String words, Optional<String> service) {
        this.label = label;
        this.words = words;
        this.service = service;
    }

    /// The name in configuration, metrics and JSON.
    public String label() {
        return label;
    }

    /// The name in texts for people, such as `by STAMP`.
    public String words() {
        return words;
    }

    /// The provider's service that this kind exercises; empty where it measures the path alone.
    public Optional<String> service() {
        return service;
    }

    /// Whether a round's trials are its packets; otherwise a round is one trial.
    public boolean countsPackets() {
        return service.isEmpty();
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

package dev.picket.platform.settings;

import java.util.Optional;
import java.util.stream.Stream;

/// The stages inside a tunnel, in the order in which they are climbed.
public enum TunnelStage {
    /// The gateway answers echoes.
    ECHO("echo"),
    /// The resolver answers by UDP.
    DNS_UDP("dns-udp"),
    /// The resolver answers by TCP.
    DNS_TCP("dns-tcp"),
    /// The API answers.
    HTTP("http");

    private final String label;

    TunnelStage(String label) {
        this.label = label;
    }

    /// The name in settings and results.
    public String label() {
        return label;
    }

    /// The stage so named.
    public static Optional<TunnelStage> of(String label) {
        return Stream.of(values()).filter(stage -> stage.label.equals(label)).findFirst();
    }
}

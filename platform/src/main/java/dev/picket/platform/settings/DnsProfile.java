package dev.picket.platform.settings;

import dev.picket.platform.yaml.Secret;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is asked of a resolver, and what it should answer.
///
/// @param server the resolver
/// @param name the name asked about
/// @param type the record type asked for
/// @param expected any of these is a good answer; where empty, any record of the type is
/// @param serverName tls: the name in the resolver's certificate; its address where empty
/// @param authorities tls: certificates (PEM) trusted instead of this machine's own
public record DnsProfile(InetSocketAddress server, Transport transport, String name, String type,
        List<String> expected, Optional<String> serverName, Optional<Secret> authorities) {

    /// The types whose records have a text that can be expected.
    public static final Set<String> TYPES = Set.of("A", "AAAA", "CNAME", "NS", "PTR", "TXT");

    public DnsProfile {
        expected = List.copyOf(expected);
    }

    /// What carries the question.
    public enum Transport {
        /// A datagram (RFC 1035 §4.2.1); a truncated answer is asked for anew over TCP.
        UDP("udp", 53),
        /// A connection (RFC 7766).
        TCP("tcp", 53),
        /// TLS (RFC 7858).
        TLS("tls", 853);

        private final String label;
        private final int port;

        Transport(String label, int port) {
            this.label = label;
            this.port = port;
        }

        public String label() {
            return label;
        }

        /// The port where none is named.
        public int port() {
            return port;
        }

        public static Optional<Transport> of(String label) {
            for (Transport transport : values()) {
                if (transport.label.equals(label)) {
                    return Optional.of(transport);
                }
            }
            return Optional.empty();
        }
    }
}

package dev.picket.app.command;

import dev.picket.platform.net.SocketAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// An address as people write it for one probe: a numeric one, or a name that this machine's
/// resolver knows, of which the first address is taken. A configuration takes numeric addresses
/// alone, so that no probe but that of a resolver waits for one.
final class NamedAddress {

    private NamedAddress() {}

    /// @throws IllegalArgumentException with a sentence for people
    static InetAddress host(String text) {
        return resolved(text).orElseThrow(() -> new IllegalArgumentException("'" + text
                + "' is no address such as 10.81.2.2 or 2001:db8::2, and no name that this "
                + "machine's resolver knows; a target's name needs -c FILE"));
    }

    /// @throws IllegalArgumentException with a sentence for people
    static InetSocketAddress withPort(String text) {
        return SocketAddresses.parse(text).or(() -> named(text))
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is no address with port such as 10.81.2.2:862 or "
                        + "[2001:db8::2]:862, and no such name with port that this machine's "
                        + "resolver knows; a target's name needs -c FILE"));
    }

    private static Optional<InetSocketAddress> named(String text) {
        int colon = text.lastIndexOf(':');
        return colon < 1 || text.indexOf(':') < colon
                ? Optional.empty()
                : resolved(text.substring(0, colon)).flatMap(host -> SocketAddresses
                        .parse(SocketAddresses.text(host) + text.substring(colon)));
    }

    private static Optional<InetAddress> resolved(String name) {
        try {
            return name.isBlank() ? Optional.empty() : Optional.of(InetAddress.getByName(name));
        } catch (UnknownHostException _) {
            return Optional.empty();
        }
    }
}

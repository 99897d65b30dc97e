package dev.picket.app.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Numeric socket addresses as people write them: `10.81.2.2:862`, `[2001:db8::2]:862`.
final class SocketAddresses {

    private static final int PORT_MAX = 65_535;

    private SocketAddresses() {}

    static Optional<InetSocketAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.contains(":")) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            InetAddress address = InetAddress
                    .ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
            return port < 0 || port > PORT_MAX
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(address, port));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static String text(InetSocketAddress address) {
        return host(address.getAddress()) + ":" + address.getPort();
    }

    /// An address as it stands before a port.
    static String host(InetAddress address) {
        String host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }
}

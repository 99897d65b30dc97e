package dev.picket.platform.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numeric addresses as people write them: `10.81.2.2:862`, `[2001:db8::2]:862` (an IPv6 address
/// before a port has brackets, RFC 3986 §3.2.2: without them nobody can tell where it ends).
public final class SocketAddresses {

    private static final Pattern TEXT = Pattern.compile("(\\[[^\\]]+]|[^:]+):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;

    private SocketAddresses() {}

    /// An address with a port; empty where it is none.
    public static Optional<InetSocketAddress> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > PORT_MAX) {
            return Optional.empty();
        }
        return host(matcher.group(1)).map(
                host -> new InetSocketAddress(host, Integer.parseInt(matcher.group(2))));
    }

    /// An address as it stands before a port or alone, with brackets or without; empty where it is
    /// a name or nothing.
    public static Optional<InetAddress> host(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        try {
            return Optional.of(InetAddress
                    .ofLiteral(bracketed ? text.substring(1, text.length() - 1) : text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What [#parse] reads; the name where the address is not known.
    public static String text(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : text(address.getAddress());
        return host + ":" + address.getPort();
    }

    /// An address as it stands before a port.
    public static String text(InetAddress address) {
        String host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }
}

package dev.picket.platform.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A TCP port of a host, which is a name or a numeric address.
public record Endpoint(String host, int port) {

    private static final Pattern TEXT = Pattern
            .compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]{1,253}):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;

    /// Reads `example.net:443`, `203.0.113.7:443` or `[2001:db8::7]:443`.
    public static Optional<Endpoint> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(2));
        return port < 1 || port > PORT_MAX
                ? Optional.empty()
                : Optional.of(new Endpoint(matcher.group(1), port));
    }

    /// The host without the brackets of a numeric address.
    public String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

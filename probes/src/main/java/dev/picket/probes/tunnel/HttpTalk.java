package dev.picket.probes.tunnel;

import dev.picket.model.failure.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The API asked for nothing in particular by HTTP/1.1 (RFC 9112): its status is what counts.
final class HttpTalk implements Talk {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
    /// Octets in which the first line must end.
    private static final int LINE_BYTES_MAX = 1_024;

    private final TunnelTarget target;
    private final Supplier<Ipv6Address> address;
    private Optional<String> status = Optional.empty();

    /// @param address asked for when the connection is opened
    HttpTalk(TunnelTarget target, Supplier<Ipv6Address> address) {
        this.target = target;
        this.address = address;
    }

    @Override
    public Ipv6Packet.Flow flow() {
        return target.to(address.get());
    }

    @Override
    public int port() {
        return target.port();
    }

    @Override
    public byte[] request() {
        return ("GET / HTTP/1.1\r\nHost: " + target.name() + ":" + target.port()
                + "\r\nUser-Agent: picket\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Optional<Ending> judged(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n");
        if (end < 0 && answer.length < LINE_BYTES_MAX) {
            return Optional.empty();
        }
        Matcher line = STATUS.matcher(text.substring(0, Math.max(0, end)));
        if (!line.matches()) {
            return Optional.of(new Ending.Failed(FailureCode.WG_TUNNEL_HTTP_STATUS,
                    "what came is no HTTP"));
        }
        status = Optional.of(line.group(1));
        int seen = Integer.parseInt(line.group(1));
        return Optional.of(seen == target.status()
                ? new Ending.Passed()
                : new Ending.Failed(FailureCode.WG_TUNNEL_HTTP_STATUS,
                        "status " + seen + " instead of " + target.status()));
    }

    @Override
    public Map<String, String> details() {
        return status.map(seen -> Map.of("tunnelStatus", seen)).orElse(Map.of());
    }
}

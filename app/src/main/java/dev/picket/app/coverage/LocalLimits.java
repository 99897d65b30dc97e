package dev.picket.app.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What this machine allows, as far as it bears on probes: one line for each limit that does.
public final class LocalLimits {

    private static final Path RECEIVE_BUFFER_MAX = Path.of("/proc/sys/net/core/rmem_max");
    private static final Path PING_GROUPS = Path.of("/proc/sys/net/ipv4/ping_group_range");

    private static final int LINE_BYTES_MAX = 256;

    private LocalLimits() {}

    /// The limits of this machine for sockets that ask for `receiveBufferBytes`.
    public static List<String> lines(int receiveBufferBytes) {
        List<String> lines = new ArrayList<>();
        text(RECEIVE_BUFFER_MAX).flatMap(LocalLimits::number)
                .flatMap(max -> receiveBuffer(receiveBufferBytes, max)).ifPresent(lines::add);
        text(PING_GROUPS).flatMap(LocalLimits::pingGroups).ifPresent(lines::add);
        return lines;
    }

    static Optional<String> receiveBuffer(int wantedBytes, long maxBytes) {
        return wantedBytes <= maxBytes
                ? Optional.empty()
                : Optional.of("net.core.rmem_max is " + maxBytes + " B, less than the receive "
                        + "buffer of " + wantedBytes + " B asked for: bursts may be dropped here "
                        + "(they are counted, never blamed on the network); raise it with "
                        + "sysctl -w net.core.rmem_max=" + wantedBytes);
    }

    static Optional<String> pingGroups(String range) {
        String[] ends = range.strip().split("\\s+", -1);
        boolean closed = ends.length == 2 && number(ends[0]).isPresent()
                && number(ends[1]).isPresent()
                && number(ends[0]).get() > number(ends[1]).get();
        return closed
                ? Optional.of("net.ipv4.ping_group_range is `" + ends[0] + " " + ends[1]
                        + "`: ping sockets are closed to everyone, so an icmp probe needs "
                        + "CAP_NET_RAW; or open them with "
                        + "sysctl -w net.ipv4.ping_group_range=\"0 2147483647\"")
                : Optional.empty();
    }

    private static Optional<String> text(Path file) {
        byte[] bytes = new byte[LINE_BYTES_MAX];
        try (InputStream in = Files.newInputStream(file)) {
            // The kernel gives such a file to its first read alone, so one read must take it all.
            int length = Math.max(0, in.read(bytes));
            return Optional.of(new String(bytes, 0, length, StandardCharsets.US_ASCII).strip());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}

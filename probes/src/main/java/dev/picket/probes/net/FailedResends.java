package dev.picket.probes.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The TCP segments that this machine's kernel failed to send again (`TCPRetransFail` of
/// `/proc/net/netstat`), in this network namespace.
///
/// A datagram that this machine's own firewall drops is refused with EPERM; the opening of a
/// connection is not: the kernel keeps the refusal to itself and tries again, and all that is seen
/// is silence. This counter, which a router's or target's silence never moves, is the one trace of
/// it. It tells nothing before the first resend, a second after the first try.
final class FailedResends implements AutoCloseable {

    private static final Path COUNTERS = Path.of("/proc/net/netstat");
    private static final String GROUP = "TcpExt:";
    private static final String NAME = "TCPRetransFail";
    /// Twice what a kernel of 2026 writes.
    private static final int BYTES_MAX = 16 << 10;

    private final Optional<FileChannel> file;
    private final ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);

    private FailedResends(Optional<FileChannel> file) {
        this.file = file;
    }

    /// Kept open: to read it must not need a descriptor.
    static FailedResends open() {
        try {
            return new FailedResends(Optional.of(FileChannel.open(COUNTERS)));
        } catch (IOException _) {
            return new FailedResends(Optional.empty());
        }
    }

    /// How many there were since the machine started; 0 where that is not known.
    synchronized long count() {
        if (file.isEmpty()) {
            return 0;
        }
        try {
            bytes.clear();
            // The kernel writes it anew for each read from the beginning on.
            int length = Math.max(0, file.get().read(bytes, 0));
            return parse(new String(bytes.array(), 0, length, StandardCharsets.US_ASCII));
        } catch (IOException _) {
            return 0;
        }
    }

    /// Each group is a line of names and a line of numbers.
    static long parse(String text) {
        List<String> lines = text.lines().filter(line -> line.startsWith(GROUP)).toList();
        if (lines.size() < 2) {
            return 0;
        }
        List<String> names = List.of(lines.get(0).split(" ", -1));
        List<String> numbers = List.of(lines.get(1).split(" ", -1));
        int at = names.indexOf(NAME);
        try {
            return at < 0 || at >= numbers.size() ? 0 : Long.parseLong(numbers.get(at));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    @Override
    public void close() {
        file.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException _) {
                // It was only read.
                return;
            }
        });
    }
}

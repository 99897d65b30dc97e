package dev.picket.probes.datagram;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The IPv4 senders seen last, so that a reply from a known one makes no new address. Direct mapped
/// by address and port; one thread.
final class NameCache {

    /// Senders kept; a power of two.
    private static final int SLOTS = 1_024;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int SHIFT = Long.SIZE - 10;

    private final long[] keys = new long[SLOTS];
    private final @Nullable InetSocketAddress[] names = new InetSocketAddress[SLOTS];

    /// The name at `offset` of `memory`.
    InetSocketAddress read(MemorySegment memory, long offset) {
        if (memory.get(JAVA_SHORT, offset) != Posix.AF_INET) {
            return SocketNames.read(memory.asSlice(offset, SocketNames.BYTES_MAX));
        }
        // Family, port and address fill the first eight octets.
        long key = memory.get(JAVA_LONG, offset);
        int slot = (int) ((key * MIX) >>> SHIFT);
        InetSocketAddress known = names[slot];
        if (known != null && keys[slot] == key) {
            return known;
        }
        InetSocketAddress read = SocketNames
                .read(memory.asSlice(offset, SocketNames.INET_BYTES));
        keys[slot] = key;
        names[slot] = read;
        return read;
    }
}

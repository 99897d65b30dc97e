package dev.picket.probes.datagram;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/// Socket addresses as the kernel lays them out: `sockaddr_in` and `sockaddr_in6`.
final class SocketNames {

    /// Room for the longer of the two.
    static final int BYTES_MAX = 28;

    static final int INET_BYTES = 16;
    private static final int PORT_OFFSET = 2;
    private static final int INET_ADDRESS_OFFSET = 4;
    private static final int INET6_ADDRESS_OFFSET = 8;
    private static final int INET6_SCOPE_OFFSET = 24;
    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.BIG_ENDIAN);

    private SocketNames() {}

    static int family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address ? Posix.AF_INET6 : Posix.AF_INET;
    }

    /// Writes `address` into `memory`; the length of what was written.
    static int write(InetSocketAddress address, MemorySegment memory) {
        byte[] octets = address.getAddress().getAddress();
        int family = family(address);
        memory.set(JAVA_SHORT, 0, (short) family);
        memory.set(NETWORK_SHORT, PORT_OFFSET, (short) address.getPort());
        if (family == Posix.AF_INET) {
            MemorySegment.copy(octets, 0, memory, JAVA_BYTE, INET_ADDRESS_OFFSET, octets.length);
            return INET_BYTES;
        }
        memory.set(JAVA_INT, 4, 0);
        MemorySegment.copy(octets, 0, memory, JAVA_BYTE, INET6_ADDRESS_OFFSET, octets.length);
        int scope = ((Inet6Address) address.getAddress()).getScopeId();
        memory.set(JAVA_INT, INET6_SCOPE_OFFSET, scope);
        return BYTES_MAX;
    }

    static InetSocketAddress read(MemorySegment memory) {
        boolean six = memory.get(JAVA_SHORT, 0) == Posix.AF_INET6;
        byte[] octets = new byte[six ? 16 : 4];
        MemorySegment.copy(memory, JAVA_BYTE, six ? INET6_ADDRESS_OFFSET : INET_ADDRESS_OFFSET,
                octets, 0, octets.length);
        int port = memory.get(NETWORK_SHORT, PORT_OFFSET) & 0xffff;
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of " + octets.length + " octets", e);
        }
    }
}

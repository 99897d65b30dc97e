package dev.picket.probes.datagram;

import static dev.picket.probes.datagram.SocketOpening.require;

import dev.picket.platform.net.SocketAddresses;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A socket of the kernel plane: its descriptor, with stamps, the drop counter and the error
/// queue switched on.
final class KernelSocket implements BoundSocket {

    /// Asked of the kernel for a socket's send buffer.
    private static final int SEND_BUFFER_BYTES = 1 << 20;
    /// Where `SO_MEMINFO` (Linux 4.12) keeps the drop counter, and how many words it has.
    private static final int MEMINFO_DROPS = 8;
    private static final int MEMINFO_WORDS = 9;

    private final KernelDatagramPlane plane;
    private final int fd;
    private final boolean raw;
    private final InetSocketAddress local;
    private final int receiveBufferBytes;
    private final DatagramHandler handler;
    private final int[] memoryInfo = new int[MEMINFO_WORDS];
    private final TransmitStamps stamps = new TransmitStamps();
    private @Nullable SendBatch waiting;
    private long dropsSeen;
    private boolean closed;

    private KernelSocket(KernelDatagramPlane plane, SocketOpening opening, Opened opened,
            DatagramHandler handler) {
        this.plane = plane;
        this.fd = opening.fd();
        this.raw = opening.raw();
        this.local = opened.local;
        this.receiveBufferBytes = opened.receiveBufferBytes;
        this.handler = handler;
    }

    private record Opened(InetSocketAddress local, int receiveBufferBytes) {}

    /// What to bind, where, with how large a receive buffer.
    record Wish(SocketKind kind, InetSocketAddress local, int receiveBufferBytes) {

        /// For people.
        String text() {
            return kind.label() + " " + SocketAddresses.text(local);
        }
    }

    static KernelSocket open(KernelDatagramPlane plane, Wish wish, DatagramHandler handler)
            throws IOException {
        InetSocketAddress local = wish.local;
        if (local.isUnresolved()) {
            throw new IOException("cannot bind to the unresolved name " + local);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = Posix.errorState(arena);
            SocketOpening opening = SocketOpening.open(state, wish);
            int fd = opening.fd();
            try {
                setOptions(state, fd, wish);
                return new KernelSocket(plane, opening, bind(arena, state, fd, wish), handler);
            } catch (IOException e) {
                Posix.close(state, fd);
                throw e;
            }
        }
    }

    private static void setOptions(MemorySegment state, int fd, Wish wish) throws IOException {
        String socket = wish.text();
        int socketLevel = Posix.SOL_SOCKET;
        require(Posix.setsockopt(state, fd, socketLevel, Posix.SO_RCVBUF,
                wish.receiveBufferBytes),
                "set the receive buffer of", socket);
        require(Posix.setsockopt(state, fd, socketLevel, Posix.SO_SNDBUF, SEND_BUFFER_BYTES),
                "set the send buffer of", socket);
        require(Posix.setsockopt(state, fd, socketLevel, Posix.SO_TIMESTAMPING,
                TransmitStamps.RECEIVE_ONLY), "ask for receive stamps of", socket);
        require(Posix.setsockopt(state, fd, socketLevel, Posix.SO_RXQ_OVFL, 1),
                "ask for the drop counter of", socket);
        if (SocketNames.family(wish.local) == Posix.AF_INET6) {
            // The kernel has it for UDP only; an ICMPv6 socket is of IPv6 anyhow.
            require(wish.kind == SocketKind.UDP
                    ? Posix.setsockopt(state, fd, Posix.IPPROTO_IPV6, Posix.IPV6_V6ONLY, 1)
                    : 0, "keep to IPv6 at", socket);
            askFor(state, fd, Posix.IPPROTO_IPV6, socket, Posix.IPV6_RECVERR,
                    Posix.IPV6_RECVHOPLIMIT, Posix.IPV6_RECVTCLASS);
        } else {
            askFor(state, fd, Posix.IPPROTO_IP, socket, Posix.IP_RECVERR, Posix.IP_RECVTTL,
                    Posix.IP_RECVTOS);
        }
    }

    /// ICMP errors, and of each datagram its hop limit and traffic class.
    private static void askFor(MemorySegment state, int fd, int level, String socket,
            int... options) throws IOException {
        for (int option : options) {
            require(Posix.setsockopt(state, fd, level, option, 1),
                    "ask for ICMP errors and headers of", socket);
        }
    }

    private static Opened bind(Arena arena, MemorySegment state, int fd, Wish wish)
            throws IOException {
        String socket = wish.text();
        MemorySegment name = arena.allocate(SocketNames.BYTES_MAX, 8);
        int nameBytes = SocketNames.write(wish.local, name);
        require(Posix.bind(state, fd, name, nameBytes), "bind to", socket);
        MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, SocketNames.BYTES_MAX);
        require(Posix.getsockname(state, fd, name, length), "read the name of", socket);
        int[] buffer = new int[1];
        require(Posix.getsockopt(state, fd, Posix.SO_RCVBUF, buffer), "read the buffer of", socket);
        return new Opened(SocketNames.read(name), buffer[0]);
    }

    int fd() {
        return fd;
    }

    /// Whether what is received begins with the IP header: raw sockets of IPv4.
    boolean receivesHeader() {
        return raw && SocketNames.family(local) == Posix.AF_INET;
    }

    TransmitStamps stamps() {
        return stamps;
    }

    /// What is gathered to be sent from here.
    @Nullable
    SendBatch waiting() {
        return waiting;
    }

    void gatherInto(@Nullable SendBatch batch) {
        waiting = batch;
    }

    boolean isClosed() {
        return closed;
    }

    void markClosed() {
        closed = true;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public void send(InetSocketAddress to, int hopLimit, ByteBuffer payload,
            SendListener listener) {
        plane.send(this, new SendBatch.Datagram(to, hopLimit, payload, listener));
    }

    @Override
    public void neverFragment() {
        if (SocketNames.family(local) == Posix.AF_INET6) {
            Posix.setsockopt(plane.errorState(), fd, Posix.IPPROTO_IPV6,
                    Posix.IPV6_MTU_DISCOVER, Posix.PMTUDISC_PROBE);
        } else {
            Posix.setsockopt(plane.errorState(), fd, Posix.IPPROTO_IP, Posix.IP_MTU_DISCOVER,
                    Posix.PMTUDISC_PROBE);
        }
    }

    /// The counter as it stands now (`SO_MEMINFO`); a kernel without it tells of drops only with
    /// the next datagram that gets through (`SO_RXQ_OVFL`).
    @Override
    public long receiveDrops() {
        if (!closed) {
            int words = Posix.getsockopt(plane.errorState(), fd, Posix.SO_MEMINFO, memoryInfo);
            if (words == MEMINFO_WORDS) {
                dropsSeen = Math.max(dropsSeen, memoryInfo[MEMINFO_DROPS] & 0xffff_ffffL);
            }
        }
        return dropsSeen;
    }

    @Override
    public int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    void deliver(Received datagram, long drops) {
        dropsSeen = Math.max(dropsSeen, drops);
        handler.received(this, datagram);
    }

    void unreachable(Unreachable error) {
        handler.unreachable(this, error);
    }

    @Override
    public void close() {
        plane.closeSocket(this);
    }
}

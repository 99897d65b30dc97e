package dev.picket.probes.datagram;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A preallocated vector of `struct mmsghdr`, each with room for a name, a payload and control
/// messages. One vector serves every socket of a plane, in turn.
final class MessageVector {

    /// Messages a system call moves: beyond 32 the saving per packet is gone.
    static final int MESSAGES = 32;
    /// The longest payload moved; STAMP needs 44 octets and WireGuard's handshake 148.
    static final int PAYLOAD_BYTES_MAX = 2_048;

    private static final int HEADER_BYTES = 64;
    private static final int NAME_LENGTH_OFFSET = 8;
    private static final int VECTOR_OFFSET = 16;
    private static final int VECTOR_COUNT_OFFSET = 24;
    private static final int CONTROL_OFFSET = 32;
    private static final int CONTROL_LENGTH_OFFSET = 40;
    private static final int FLAGS_OFFSET = 48;
    private static final int MOVED_OFFSET = 56;
    private static final int NAME_BYTES = 32;
    private static final int CONTROL_BYTES = 256;
    private static final int IOVEC_BYTES = 16;
    /// A control message of one int, and the room it takes.
    private static final long HOP_LIMIT_BYTES = 20;
    private static final long HOP_LIMIT_ROOM_BYTES = 24;
    private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("", 0);

    private final MemorySegment headers;
    private final MemorySegment iovecs;
    private final MemorySegment names;
    private final MemorySegment controls;
    private final MemorySegment payloads;
    private final ByteBuffer[] buffers = new ByteBuffer[MESSAGES];
    private final InetSocketAddress[] written = new InetSocketAddress[MESSAGES];
    private final int[] hopLimits = new int[MESSAGES];
    private final NameCache senders = new NameCache();
    private final ControlMessages control;
    /// Messages the kernel may have written to since they were made ready.
    private int used = MESSAGES;

    private MessageVector(Arena arena) {
        headers = arena.allocate((long) HEADER_BYTES * MESSAGES, 8);
        iovecs = arena.allocate((long) IOVEC_BYTES * MESSAGES, 8);
        names = arena.allocate((long) NAME_BYTES * MESSAGES, 8);
        controls = arena.allocate((long) CONTROL_BYTES * MESSAGES, 8);
        payloads = arena.allocate((long) PAYLOAD_BYTES_MAX * MESSAGES, 8);
        for (int i = 0; i < MESSAGES; i++) {
            MemorySegment payload = payloads.asSlice((long) i * PAYLOAD_BYTES_MAX,
                    PAYLOAD_BYTES_MAX);
            buffers[i] = payload.asByteBuffer();
            MemorySegment iovec = iovecs.asSlice((long) i * IOVEC_BYTES, IOVEC_BYTES);
            iovec.set(ADDRESS, 0, payload);
            MemorySegment header = header(i);
            header.set(ADDRESS, 0, name(i));
            header.set(ADDRESS, VECTOR_OFFSET, iovec);
            header.set(JAVA_LONG, VECTOR_COUNT_OFFSET, 1);
        }
        control = new ControlMessages(controls, CONTROL_BYTES);
        Arrays.fill(written, NOWHERE);
    }

    /// A vector to send from.
    static MessageVector toSend(Arena arena) {
        return new MessageVector(arena);
    }

    /// A vector to receive into.
    static MessageVector toReceive(Arena arena) {
        MessageVector vector = new MessageVector(arena);
        for (int i = 0; i < MESSAGES; i++) {
            MemorySegment header = vector.header(i);
            header.set(ADDRESS, CONTROL_OFFSET, vector.controls.asSlice(
                    (long) i * CONTROL_BYTES, CONTROL_BYTES));
            vector.iovecs.set(JAVA_LONG, (long) i * IOVEC_BYTES + 8, PAYLOAD_BYTES_MAX);
        }
        return vector;
    }

    /// The vector from message `first` on, for a system call.
    MemorySegment from(int first) {
        return headers.asSlice((long) first * HEADER_BYTES);
    }

    /// Receives into the vector; what the system call returned.
    int receive(MemorySegment state, int fd, int flags) {
        for (int i = 0; i < used; i++) {
            long header = (long) i * HEADER_BYTES;
            headers.set(JAVA_INT, header + NAME_LENGTH_OFFSET, NAME_BYTES);
            headers.set(JAVA_LONG, header + CONTROL_LENGTH_OFFSET, CONTROL_BYTES);
            headers.set(JAVA_INT, header + FLAGS_OFFSET, 0);
        }
        int received = Posix.recvmmsg(state, fd, headers, MESSAGES, flags);
        // A call that fails may have written to the message it failed at.
        used = Math.min(MESSAGES, Math.max(0, received) + 1);
        return received;
    }

    /// Fills message `i` for sending; `payload` is copied and its position left alone.
    void put(int i, SendBatch.Datagram datagram) {
        InetSocketAddress to = datagram.to();
        ByteBuffer payload = datagram.payload();
        int bytes = payload.remaining();
        if (hopLimits[i] != datagram.hopLimit() || hopLimits[i] != BoundSocket.HOP_LIMIT_USUAL) {
            putHopLimit(i, SocketNames.family(to), datagram.hopLimit());
        }
        buffers[i].put(0, payload, payload.position(), bytes);
        iovecs.set(JAVA_LONG, (long) i * IOVEC_BYTES + 8, bytes);
        if (!written[i].equals(to)) {
            headers.set(JAVA_INT, (long) i * HEADER_BYTES + NAME_LENGTH_OFFSET,
                    SocketNames.write(to, name(i)));
            written[i] = to;
        }
    }

    /// As a control message; none where it is the usual one.
    private void putHopLimit(int i, int family, int hopLimit) {
        long at = (long) i * CONTROL_BYTES;
        boolean six = family == Posix.AF_INET6;
        controls.set(JAVA_LONG, at, HOP_LIMIT_BYTES);
        controls.set(JAVA_INT, at + 8, six ? Posix.IPPROTO_IPV6 : Posix.IPPROTO_IP);
        controls.set(JAVA_INT, at + 12, six ? Posix.IPV6_HOPLIMIT : Posix.IP_TTL);
        controls.set(JAVA_INT, at + 16, hopLimit);
        MemorySegment header = header(i);
        header.set(ADDRESS, CONTROL_OFFSET, controls.asSlice(at, CONTROL_BYTES));
        header.set(JAVA_LONG, CONTROL_LENGTH_OFFSET,
                hopLimit == BoundSocket.HOP_LIMIT_USUAL ? 0 : HOP_LIMIT_ROOM_BYTES);
        hopLimits[i] = hopLimit;
    }

    InetSocketAddress nameOf(int i) {
        return senders.read(names, (long) i * NAME_BYTES);
    }

    boolean hasName(int i) {
        return headers.get(JAVA_INT, (long) i * HEADER_BYTES + NAME_LENGTH_OFFSET) >= 16;
    }

    boolean isTruncated(int i) {
        return (headers.get(JAVA_INT, (long) i * HEADER_BYTES + FLAGS_OFFSET)
                & Posix.MSG_TRUNC) != 0;
    }

    /// The received payload of message `i`, big-endian, valid until the next system call.
    ByteBuffer payloadOf(int i) {
        int bytes = headers.get(JAVA_INT, (long) i * HEADER_BYTES + MOVED_OFFSET);
        return buffers[i].clear().limit(bytes).order(ByteOrder.BIG_ENDIAN);
    }

    /// The control messages received with message `i`, valid until those of another are asked for.
    ControlMessages controlOf(int i) {
        control.read(i, headers.get(JAVA_LONG, (long) i * HEADER_BYTES + CONTROL_LENGTH_OFFSET));
        return control;
    }

    private MemorySegment header(int i) {
        return headers.asSlice((long) i * HEADER_BYTES, HEADER_BYTES);
    }

    private MemorySegment name(int i) {
        return names.asSlice((long) i * NAME_BYTES, NAME_BYTES);
    }
}

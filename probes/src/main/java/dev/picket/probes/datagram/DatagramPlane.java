package dev.picket.probes.datagram;

import dev.picket.model.time.MonotonicInstant;
import java.io.IOException;
import java.net.InetSocketAddress;

/// One thread that owns sockets, receives in batches, stamps by the kernel where it can, and keeps
/// time for what runs on it. Handlers and tasks run on that thread and never block.
public interface DatagramPlane extends AutoCloseable {

    /// Opens a socket bound to `local`. `receiveBufferBytes` is asked of the kernel and read back,
    /// see [BoundSocket#receiveBufferBytes].
    ///
    /// @throws NotPermittedException where this process may not have a socket of that kind
    BoundSocket bind(SocketKind kind, InetSocketAddress local, int receiveBufferBytes,
            DatagramHandler handler) throws IOException;

    /// Opens a UDP socket.
    default BoundSocket bind(InetSocketAddress local, int receiveBufferBytes,
            DatagramHandler handler) throws IOException {
        return bind(SocketKind.UDP, local, receiveBufferBytes, handler);
    }

    /// Runs `task` on the plane's thread at `when`, or as soon as possible after.
    void at(MonotonicInstant when, Runnable task);

    /// Runs `task` on the plane's thread as soon as possible.
    void execute(Runnable task);

    /// The longest time this plane's thread stood still in any stretch that ended at or after
    /// `since`, in nanoseconds; 0 where no stall worth keeping was seen. From any thread.
    long longestStallNanos(MonotonicInstant since);

    /// Tasks and timers dropped because a queue of this plane was full. From any thread.
    default long queueDrops() {
        return 0;
    }

    /// Datagrams the plane sent to itself over the loopback and did not get back; 0 where it sends
    /// none. From any thread.
    default long controlLost() {
        return 0;
    }

    /// The stamps this plane gives, such as `kernel-rx`, for people.
    String stampsLabel();

    @Override
    void close();
}

package dev.picket.probes.datagram;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A socket of the datagram plane. Sends are gathered and leave as one batch at the end of the
/// plane's turn.
public interface BoundSocket extends AutoCloseable {

    /// The hop limit the kernel gives.
    int HOP_LIMIT_USUAL = 0;

    InetSocketAddress local();

    /// Queues `payload` (copied) for `to`; the listener is told when it left or was refused, and
    /// the kernel's transmit stamp where there is one; no stamps are asked for until a listener
    /// wants one. Called on the plane's thread.
    default void send(InetSocketAddress to, ByteBuffer payload, SendListener listener) {
        send(to, HOP_LIMIT_USUAL, payload, listener);
    }

    /// The same with a hop limit (time to live) of its own, 1 to 255 or [#HOP_LIMIT_USUAL].
    void send(InetSocketAddress to, int hopLimit, ByteBuffer payload, SendListener listener);

    /// From here on packets are never fragmented, here or on the way, and may be longer than what
    /// this machine has learnt of the way: one longer than its own interface takes is refused.
    default void neverFragment() {}

    /// Datagrams the kernel dropped at this socket's receive buffer since it was bound; 0 on a
    /// plane that cannot tell. Called on the plane's thread.
    long receiveDrops();

    /// The receive buffer the kernel really gave.
    int receiveBufferBytes();

    @Override
    void close();
}

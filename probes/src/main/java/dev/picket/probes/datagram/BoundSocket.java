package dev.picket.probes.datagram;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A socket of the datagram plane. Sends are gathered and leave as one batch at the end of the
/// plane's turn.
public interface BoundSocket extends AutoCloseable {

    InetSocketAddress local();

    /// Queues `payload` (copied) for `to`; the listener is told when it left or was refused, and
    /// the kernel's transmit stamp where there is one; no stamps are asked for until a listener
    /// wants one. Called on the plane's thread.
    void send(InetSocketAddress to, ByteBuffer payload, SendListener listener);

    /// Datagrams the kernel dropped at this socket's receive buffer since it was bound; 0 on a
    /// plane that cannot tell. Called on the plane's thread.
    long receiveDrops();

    /// The receive buffer the kernel really gave.
    int receiveBufferBytes();

    @Override
    void close();
}

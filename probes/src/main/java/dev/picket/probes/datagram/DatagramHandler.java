package dev.picket.probes.datagram;

import dev.picket.probes.session.NetworkError;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// What a socket's owner is told; on the plane's thread.
public interface DatagramHandler {

    /// A datagram arrived. Its buffer is valid only during the call.
    void received(BoundSocket socket, Received datagram);

    /// The network answered something sent to `destination` with an ICMP error.
    ///
    /// @param quoted what it quotes of that packet, from behind its UDP header or, at an ICMP
    ///        socket, from its ICMP header on; mostly all of it, perhaps nothing. Valid only during
    ///        the call
    default void unreachable(BoundSocket socket, InetSocketAddress destination, NetworkError error,
            ByteBuffer quoted) {}
}

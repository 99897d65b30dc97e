package dev.picket.probes.datagram;

import dev.picket.probes.session.Refusal;
import java.net.InetSocketAddress;

/// What a socket's owner is told; on the plane's thread.
public interface DatagramHandler {

    /// A datagram arrived. Its buffer is valid only during the call.
    void received(BoundSocket socket, Received datagram);

    /// The network answered something sent to `destination` with an ICMP error.
    default void unreachable(BoundSocket socket, InetSocketAddress destination, Refusal refusal) {}
}

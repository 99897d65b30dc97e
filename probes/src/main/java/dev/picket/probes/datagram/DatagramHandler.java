package dev.picket.probes.datagram;

/// What a socket's owner is told; on the plane's thread.
public interface DatagramHandler {

    /// A datagram arrived. Its buffer is valid only during the call.
    void received(BoundSocket socket, Received datagram);

    /// The network answered something sent with an ICMP error.
    default void unreachable(BoundSocket socket, Unreachable error) {}
}

package dev.picket.probes.datagram;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.NetworkError;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// An ICMP error that came for something sent.
///
/// @param destination where that was sent
/// @param quoted what the error quotes of that packet, from behind its UDP header or, at an ICMP
///        socket, from its ICMP header on; mostly all of it, perhaps nothing. Valid only during the
///        handler's call
/// @param at when it came, by the kernel's stamp where there is one
public record Unreachable(InetSocketAddress destination, NetworkError error, ByteBuffer quoted,
        MonotonicInstant at) {}

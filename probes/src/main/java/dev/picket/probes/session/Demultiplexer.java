package dev.picket.probes.session;

import java.nio.ByteBuffer;

/// Tells which session of a socket a datagram belongs to. Pure; does not move the buffer's
/// position.
public interface Demultiplexer {

    /// Belongs to no session.
    long NONE = -1L;

    long tokenOf(ByteBuffer datagram);
}

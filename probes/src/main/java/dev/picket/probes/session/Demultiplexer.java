package dev.picket.probes.session;

import java.nio.ByteBuffer;

/// Tells which session of a socket a datagram belongs to. Pure; does not move the buffer's
/// position.
public interface Demultiplexer {

    /// Belongs to no session.
    long NONE = -1L;

    long tokenOf(ByteBuffer datagram);

    /// Whether a datagram is one that a target sends of its own accord, and names no session: every
    /// session that asks there may be meant.
    default boolean namesNobody(ByteBuffer datagram) {
        return false;
    }

    /// The token of one of our own packets, of which an ICMP error quotes this; [#NONE] where that
    /// cannot be told.
    default long tokenOfQuoted(ByteBuffer quoted) {
        return NONE;
    }
}

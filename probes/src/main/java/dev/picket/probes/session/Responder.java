package dev.picket.probes.session;

import dev.picket.model.time.MonotonicInstant;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// The answering side of a protocol (STAMP reflector, WireGuard gateway) as a pure state machine.
/// It never answers with more bytes than it was asked with.
public interface Responder {

    /// The answer to `request` from `from`, or empty for silence.
    Optional<ByteBuffer> answer(MonotonicInstant now, Instant wall, InetSocketAddress from,
            ByteBuffer request);

    /// The same of a request that arrived with `header`.
    default Optional<ByteBuffer> answer(MonotonicInstant now, Instant wall,
            InetSocketAddress from, ByteBuffer request, IpHeader header) {
        return answer(now, wall, from, request);
    }
}

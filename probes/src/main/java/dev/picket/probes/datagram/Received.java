package dev.picket.probes.datagram;

import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.IpHeader;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A datagram with where it came from and when, by a stamp of `source` carried over to the
/// monotonic clock. `payload` is valid only during the handler's call.
public record Received(InetSocketAddress from, ByteBuffer payload, MonotonicInstant at,
        ClockSource source, IpHeader header) {

    /// With a header that is not known.
    public Received(InetSocketAddress from, ByteBuffer payload, MonotonicInstant at,
            ClockSource source) {
        this(from, payload, at, source, IpHeader.NOT_KNOWN);
    }
}

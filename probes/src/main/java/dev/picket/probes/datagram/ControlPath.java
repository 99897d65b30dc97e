package dev.picket.probes.datagram;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// The loopback control path: with every heartbeat a small datagram goes from the plane to itself.
///
/// It takes the way of every reply from the kernel's receive stamp on, so the time from that stamp
/// to the moment it is read is the time a reply would have waited for us; and as nothing but this
/// machine lies on its way, one that does not come back was lost here. Refused: looking at the
/// clock only, which notices a thread that stands still but neither a full turn nor what the kernel
/// does. One thread.
final class ControlPath implements DatagramHandler {

    private static final int BUFFER_BYTES = 65_536;
    private static final int BEAT_BYTES = 8;

    private final DatagramPlane plane;
    private final Clock clock;
    private final StallLog stalls;
    private final BoundSocket socket;
    private final ByteBuffer beat = ByteBuffer.allocate(BEAT_BYTES);
    private long next;
    private long expected;
    private final AtomicLong lost = new AtomicLong();

    private ControlPath(DatagramPlane plane, Clock clock, StallLog stalls) throws IOException {
        this.plane = plane;
        this.clock = clock;
        this.stalls = stalls;
        this.socket = plane.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                BUFFER_BYTES, this);
    }

    /// Begins to beat on `plane`; waits longer than a stall's least length go to `stalls`.
    static ControlPath start(DatagramPlane plane, Clock clock, StallLog stalls)
            throws IOException {
        ControlPath path = new ControlPath(plane, clock, stalls);
        plane.execute(path::beat);
        return path;
    }

    private void beat() {
        beat.clear().putLong(next).flip();
        next++;
        socket.send(socket.local(), beat, SendListener.NONE);
        plane.at(clock.monotonic().plusNanos(StallLog.HEARTBEAT_NANOS), this::beat);
    }

    @Override
    public void received(BoundSocket at, Received datagram) {
        if (!datagram.from().equals(socket.local())
                || datagram.payload().remaining() != BEAT_BYTES) {
            return;
        }
        long number = datagram.payload().getLong();
        if (number >= expected) {
            lost.addAndGet(number - expected);
            expected = number + 1;
        }
        if (datagram.source() == ClockSource.KERNEL_RX) {
            MonotonicInstant now = clock.monotonic();
            stalls.waited(now, now.nanosSince(datagram.at()));
        }
    }

    /// Beats that were refused, or did not come back before a later one did. From any thread.
    long lost() {
        return lost.get();
    }
}

package dev.picket.probes.datagram;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Empties sockets: datagrams with the kernel's stamps, and the error queue. One thread.
final class ReceiveTurn {

    /// System calls spent on one socket before others get their turn: 8,192 datagrams, more than a
    /// 4 MiB receive buffer holds, so that after a stall everything that waits is read before any
    /// timer is looked at.
    private static final int BATCHES_MAX = 256;
    /// A stamp older than this is not believed: the wall clock was stepped in between.
    private static final long STAMP_AGE_NANOS_MAX = 60_000_000_000L;

    private final Clock clock;
    private final MemorySegment state;
    private final MessageVector vector;
    private long truncated;

    ReceiveTurn(Clock clock, Arena arena) {
        this.clock = clock;
        this.state = Posix.errorState(arena);
        this.vector = new MessageVector(arena);
    }

    /// Delivers what waits at `socket`.
    void receive(KernelSocket socket, ClockOffset offset) {
        for (int batch = 0; batch < BATCHES_MAX && !socket.isClosed(); batch++) {
            vector.readyToReceive();
            int received = Posix.recvmmsg(state, socket.fd(), vector.from(0),
                    MessageVector.MESSAGES, Posix.MSG_DONTWAIT);
            if (received == -Posix.EAGAIN) {
                return;
            }
            for (int i = 0; i < received && !socket.isClosed(); i++) {
                deliver(socket, i, offset);
            }
            if (received > 0 && received < MessageVector.MESSAGES) {
                return;
            }
        }
    }

    private void deliver(KernelSocket socket, int message, ClockOffset offset) {
        if (vector.isTruncated(message)) {
            truncated++;
            return;
        }
        ControlMessages control = vector.controlOf(message);
        long stamp = control.receiveStampNanos();
        MonotonicInstant now = clock.monotonic();
        MonotonicInstant at = stamp == ControlMessages.NO_STAMP ? now : offset.toMonotonic(stamp);
        long ageNanos = now.nanosSince(at);
        boolean believed = stamp != ControlMessages.NO_STAMP && ageNanos >= 0
                && ageNanos <= STAMP_AGE_NANOS_MAX;
        Received received = new Received(vector.nameOf(message), vector.payloadOf(message),
                believed ? at : now, believed ? ClockSource.KERNEL_RX : ClockSource.USER);
        socket.deliver(received, control.receiveDrops());
    }

    /// Delivers the ICMP errors that wait at `socket` and clears its pending error.
    void receiveErrors(KernelSocket socket) {
        for (int batch = 0; batch < BATCHES_MAX && !socket.isClosed(); batch++) {
            vector.readyToReceive();
            int received = Posix.recvmmsg(state, socket.fd(), vector.from(0),
                    MessageVector.MESSAGES, Posix.MSG_ERRQUEUE | Posix.MSG_DONTWAIT);
            if (received <= 0) {
                break;
            }
            for (int i = 0; i < received && !socket.isClosed(); i++) {
                if (vector.hasName(i)) {
                    var destination = vector.nameOf(i);
                    vector.controlOf(i).icmpError()
                            .ifPresent(refusal -> socket.unreachable(destination, refusal));
                }
            }
        }
        if (!socket.isClosed()) {
            Posix.getsockopt(state, socket.fd(), Posix.SO_ERROR, new int[1]);
        }
    }

    /// Datagrams longer than the vector's room, not delivered.
    long truncated() {
        return truncated;
    }
}

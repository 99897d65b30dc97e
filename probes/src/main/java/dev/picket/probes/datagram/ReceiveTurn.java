package dev.picket.probes.datagram;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Empties sockets: datagrams with the kernel's stamps, and the error queue. One thread.
final class ReceiveTurn {

    /// System calls spent on one socket before others get their turn: 8,192 datagrams, more than a
    /// 4 MiB receive buffer holds, so that after a stall everything that waits is read before any
    /// timer is looked at.
    private static final int BATCHES_MAX = 256;
    /// A stamp older than this is not believed: the wall clock was stepped in between.
    private static final long STAMP_AGE_NANOS_MAX = 60_000_000_000L;

    private final Clock clock;
    private final OffsetWatch offsets;
    private final HeaderCache headers = new HeaderCache();
    private final MemorySegment state;
    private final MessageVector vector;
    private final MessageVector errors;
    /// None where the wall clock was stepped a moment ago.
    private @Nullable ClockOffset offset;
    private boolean readingErrors;
    private long truncated;

    ReceiveTurn(Clock clock, Arena arena) {
        this.clock = clock;
        this.offsets = new OffsetWatch(clock);
        this.state = Posix.errorState(arena);
        this.vector = MessageVector.toReceive(arena);
        this.errors = MessageVector.toReceive(arena);
    }

    /// Reads the clocks' offset for what is received from here on.
    void begin() {
        offset = offsets.read().orElse(null);
    }

    /// Delivers what waits at `socket`.
    void receive(KernelSocket socket) {
        for (int batch = 0; batch < BATCHES_MAX && !socket.isClosed(); batch++) {
            int received = vector.receive(state, socket.fd(), Posix.MSG_DONTWAIT);
            if (received == -Posix.EAGAIN) {
                return;
            }
            for (int i = 0; i < received && !socket.isClosed(); i++) {
                deliver(socket, i);
            }
            if (received > 0 && received < MessageVector.MESSAGES) {
                return;
            }
        }
    }

    private void deliver(KernelSocket socket, int message) {
        if (vector.isTruncated(message)) {
            truncated++;
            return;
        }
        ControlMessages control = vector.controlOf(message);
        MonotonicInstant now = clock.monotonic();
        long at = believedNanos(control.stampNanos(), now);
        boolean believed = at != ControlMessages.NO_STAMP;
        ByteBuffer payload = vector.payloadOf(message);
        if (socket.receivesHeader()) {
            payload.position(Math.min(payload.limit(), headerBytes(payload)));
            payload = payload.slice();
        }
        Received received = new Received(vector.nameOf(message), payload,
                believed ? new MonotonicInstant(at) : now,
                believed ? ClockSource.KERNEL_RX : ClockSource.USER,
                headers.of(control.hopLimit(), control.trafficClass()));
        socket.deliver(received, control.receiveDrops());
    }

    /// The length of the IPv4 header that begins here.
    private static int headerBytes(ByteBuffer packet) {
        return packet.hasRemaining() ? (packet.get(0) & 0xf) * Integer.BYTES : 0;
    }

    /// The stamp on the monotonic clock; `NO_STAMP` where there is none, where the wall clock was
    /// stepped and where it lies in the future or far back.
    private long believedNanos(long stampNanos, MonotonicInstant now) {
        ClockOffset known = offset;
        if (stampNanos == ControlMessages.NO_STAMP || known == null) {
            return ControlMessages.NO_STAMP;
        }
        long at = known.toMonotonicNanos(stampNanos);
        long ageNanos = now.nanos() - at;
        return ageNanos >= -known.bracketNanos() && ageNanos <= STAMP_AGE_NANOS_MAX
                ? at
                : ControlMessages.NO_STAMP;
    }

    /// Delivers the transmit stamps and ICMP errors that wait at `socket`, and clears the error
    /// that the latter leave pending. A handler that sends may come here again: then it is left to
    /// the next turn, as the socket stays ready.
    ///
    /// @return whether nothing is left to be read
    boolean receiveErrors(KernelSocket socket) {
        if (readingErrors) {
            return false;
        }
        readingErrors = true;
        boolean unreachable = false;
        boolean emptied = false;
        try {
            for (int batch = 0; batch < BATCHES_MAX && !socket.isClosed(); batch++) {
                int received = errors.receive(state, socket.fd(),
                        Posix.MSG_ERRQUEUE | Posix.MSG_DONTWAIT);
                for (int i = 0; i < received && !socket.isClosed(); i++) {
                    unreachable |= !stamped(socket, i) && unreachable(socket, i);
                }
                if (received < MessageVector.MESSAGES) {
                    emptied = true;
                    break;
                }
            }
        } finally {
            readingErrors = false;
        }
        if (unreachable && !socket.isClosed()) {
            Posix.getsockopt(state, socket.fd(), Posix.SO_ERROR, new int[1]);
        }
        return emptied;
    }

    private boolean stamped(KernelSocket socket, int message) {
        ControlMessages control = errors.controlOf(message);
        long number = control.transmitted();
        if (number == ControlMessages.NOT_TRANSMITTED) {
            return false;
        }
        long at = believedNanos(control.stampNanos(), clock.monotonic());
        if (at != ControlMessages.NO_STAMP) {
            socket.stamps().stamped(number, new MonotonicInstant(at));
        }
        return true;
    }

    private boolean unreachable(KernelSocket socket, int message) {
        if (errors.hasName(message)) {
            var destination = errors.nameOf(message);
            ControlMessages control = errors.controlOf(message);
            MonotonicInstant now = clock.monotonic();
            long at = believedNanos(control.stampNanos(), now);
            control.networkError().ifPresent(error -> socket.unreachable(new Unreachable(
                    destination, error, errors.payloadOf(message),
                    at == ControlMessages.NO_STAMP ? now : new MonotonicInstant(at))));
        }
        return true;
    }

    /// Datagrams longer than the vector's room, not delivered.
    long truncated() {
        return truncated;
    }

    /// Steps of the wall clock noticed.
    long clockSteps() {
        return offsets.steps();
    }
}

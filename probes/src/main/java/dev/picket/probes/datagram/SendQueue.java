package dev.picket.probes.datagram;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Refusal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Datagrams gathered for one socket and sent by one system call. It is flushed when it is full,
/// when another socket sends, and at the end of the plane's turn. One thread.
final class SendQueue {

    /// Tries per datagram: an ICMP error that waits at the socket is reported by the next send,
    /// whose packet has nothing to do with it.
    private static final int TRIES_MAX = 4;

    private final Clock clock;
    private final MemorySegment state;
    private final MessageVector vector;
    private final SendListener[] listeners = new SendListener[MessageVector.MESSAGES];
    private @Nullable KernelSocket socket;
    private int count;

    SendQueue(Clock clock, Arena arena) {
        this.clock = clock;
        this.state = Posix.errorState(arena);
        this.vector = new MessageVector(arena);
    }

    void add(KernelSocket from, InetSocketAddress to, ByteBuffer payload, SendListener listener) {
        if (count == MessageVector.MESSAGES || (count > 0 && socket != from)) {
            flush();
        }
        socket = from;
        vector.put(count, to, payload);
        listeners[count] = listener;
        count++;
    }

    /// Sends what was gathered. Listeners are told last, so that they may send in turn.
    void flush() {
        KernelSocket from = socket;
        if (from == null || count == 0) {
            return;
        }
        int sending = count;
        MonotonicInstant[] at = new MonotonicInstant[sending];
        Refusal[] refusals = new Refusal[sending];
        send(from.fd(), at, refusals);
        SendListener[] told = Arrays.copyOf(listeners, sending);
        Arrays.fill(listeners, 0, sending, SendListener.NONE);
        count = 0;
        for (int i = 0; i < sending; i++) {
            if (refusals[i] == null) {
                told[i].sent(at[i]);
            } else {
                told[i].refused(at[i], refusals[i]);
            }
        }
    }

    private void send(int fd, MonotonicInstant[] at, @Nullable Refusal[] refusals) {
        int done = 0;
        int tries = 0;
        while (done < at.length) {
            MonotonicInstant now = clock.monotonic();
            int result = Posix.sendmmsg(state, fd, vector.from(done), at.length - done);
            tries++;
            if (result > 0) {
                Arrays.fill(at, done, done + result, now);
                done += result;
                tries = 0;
            } else if (tries < TRIES_MAX && mayBeLeftOver(-result)) {
                Posix.getsockopt(state, fd, Posix.SO_ERROR, new int[1]);
            } else {
                at[done] = now;
                refusals[done] = refusal(-result);
                done++;
                tries = 0;
            }
        }
    }

    /// Whether the error may be an earlier packet's ICMP error, or an interrupted call.
    private static boolean mayBeLeftOver(int error) {
        return switch (error) {
            case Posix.EPERM, Posix.EAGAIN, Posix.ENOBUFS -> false;
            default -> true;
        };
    }

    private static Refusal refusal(int error) {
        return switch (error) {
            case Posix.EPERM -> Refusal.LOCAL_FIREWALL;
            case Posix.ENETUNREACH, Posix.EHOSTUNREACH -> Refusal.LOCAL_NO_ROUTE;
            default -> Refusal.LOCAL_ERROR;
        };
    }

    /// Sends what waits for `closing`, whose descriptor is about to go.
    void leave(KernelSocket closing) {
        if (socket == closing) {
            flush();
            socket = null;
            count = 0;
        }
    }
}

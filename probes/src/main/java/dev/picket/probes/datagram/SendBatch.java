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

/// Datagrams of one socket, sent by one system call. One thread.
final class SendBatch {

    /// Tries per datagram: an ICMP error that waits at the socket is reported by the next send,
    /// whose packet has nothing to do with it.
    private static final int TRIES_MAX = 4;

    private final MemorySegment state;
    private final MessageVector vector;
    private final SendListener[] listeners = new SendListener[MessageVector.MESSAGES];
    private final @Nullable Refusal[] refusals = new Refusal[MessageVector.MESSAGES];
    private final MonotonicInstant[] at = new MonotonicInstant[MessageVector.MESSAGES];
    private int count;

    SendBatch(Arena arena, MemorySegment state) {
        this.state = state;
        this.vector = MessageVector.toSend(arena);
    }

    boolean isFull() {
        return count == MessageVector.MESSAGES;
    }

    /// One to be sent.
    record Datagram(InetSocketAddress to, int hopLimit, ByteBuffer payload,
            SendListener listener) {}

    void add(Datagram datagram) {
        vector.put(count, datagram);
        listeners[count] = datagram.listener();
        refusals[count] = null;
        count++;
    }

    /// Hands what was gathered to the kernel.
    void send(KernelSocket from, Clock clock) {
        TransmitStamps stamps = from.stamps();
        int done = 0;
        int tries = 0;
        while (done < count) {
            MonotonicInstant now = clock.monotonic();
            int result = Posix.sendmmsg(state, from.fd(), vector.from(done), count - done);
            tries++;
            for (int i = 0; i < result; i++) {
                at[done] = now;
                stamps.sent(listeners[done]);
                done++;
                tries = 0;
            }
            if (done < count) {
                stamps.lostCount();
            }
            if (result < 0 && tries < TRIES_MAX && mayBeLeftOver(-result)) {
                Posix.getsockopt(state, from.fd(), Posix.SO_ERROR, new int[1]);
            } else if (result <= 0) {
                at[done] = now;
                refusals[done] = refusal(-result);
                done++;
                tries = 0;
            }
        }
    }

    /// Tells the listeners what became of their datagrams; they may send in turn, but not into this
    /// batch.
    void tell() {
        for (int i = 0; i < count; i++) {
            Refusal refusal = refusals[i];
            if (refusal == null) {
                listeners[i].sent(at[i]);
            } else {
                listeners[i].refused(at[i], refusal);
            }
        }
        Arrays.fill(listeners, 0, count, SendListener.NONE);
        count = 0;
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
            case Posix.EMSGSIZE -> Refusal.LOCAL_TOO_BIG;
            case Posix.ENETUNREACH, Posix.EHOSTUNREACH -> Refusal.LOCAL_NO_ROUTE;
            default -> Refusal.LOCAL_ERROR;
        };
    }
}

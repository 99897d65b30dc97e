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
    /// Of them sent or refused, and of those told.
    private int done;
    private int told;
    private int tries;

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

    /// Hands what was gathered to the kernel, up to where it takes less than it was asked to and
    /// stamps are numbered: what follows is sent by the next call, so that the numbering can be
    /// begun anew in between.
    void send(KernelSocket from, Clock clock) {
        TransmitStamps stamps = from.stamps();
        boolean cut = false;
        while (done < count && !cut) {
            MonotonicInstant now = clock.monotonic();
            int result = Posix.sendmmsg(state, from.fd(), vector.from(done), count - done);
            tries++;
            for (int i = 0; i < result; i++) {
                at[done] = now;
                stamps.sent(listeners[done]);
                done++;
                tries = 0;
            }
            cut = done < count && stamps.lostCount();
            if (result < 0 && tries < TRIES_MAX && mayBeLeftOver(-result)) {
                Posix.getsockopt(state, from.fd(), Posix.SO_ERROR, new int[1]);
            } else if (result <= 0) {
                refuse(now, refusal(-result));
            }
        }
    }

    private void refuse(MonotonicInstant now, Refusal refusal) {
        at[done] = now;
        refusals[done] = refusal;
        done++;
        tries = 0;
    }

    /// Refuses what has not been sent yet: its socket is closed.
    void refuseRest(MonotonicInstant now) {
        while (done < count) {
            refuse(now, Refusal.LOCAL_ERROR);
        }
    }

    boolean isSent() {
        return done == count;
    }

    /// Tells the listeners what became of their datagrams, each once; they may send in turn, but
    /// not into this batch.
    void tell() {
        while (told < done) {
            int one = told++;
            Refusal refusal = refusals[one];
            if (refusal == null) {
                listeners[one].sent(at[one]);
            } else {
                listeners[one].refused(at[one], refusal);
            }
        }
    }

    /// Forgets all of it, so that it may be filled again.
    void clear() {
        Arrays.fill(listeners, 0, count, SendListener.NONE);
        count = 0;
        done = 0;
        told = 0;
        tries = 0;
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

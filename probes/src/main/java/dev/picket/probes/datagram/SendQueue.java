package dev.picket.probes.datagram;

import dev.picket.model.time.Clock;
import dev.picket.probes.session.Refusal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Datagrams gathered for each socket and sent by one system call. A socket's batch leaves when it
/// is full, when too many sockets have one, and at the end of the plane's turn. One thread.
final class SendQueue {

    /// Batches in use at once, 75 kB each.
    static final int BATCHES_MAX = 64;
    /// Sockets that may have one waiting; beyond it the oldest leaves.
    static final int WAITING_MAX = 32;
    /// Flushes in one turn: what is told of one batch may send another.
    private static final int FLUSHES_MAX = 256;

    private final Clock clock;
    private final Arena arena;
    private final MemorySegment state;
    private final Predicate<KernelSocket> stampsRead;
    private final ArrayDeque<KernelSocket> waiting = new ArrayDeque<>();
    private final ArrayDeque<SendBatch> free = new ArrayDeque<>();
    private int made;

    /// @param stampsRead is called with a socket whose datagrams left and whose transmit stamps may
    ///        be there; says whether it read all that there were
    SendQueue(Clock clock, Arena arena, Predicate<KernelSocket> stampsRead) {
        this.clock = clock;
        this.arena = arena;
        this.state = Posix.errorState(arena);
        this.stampsRead = stampsRead;
    }

    void add(KernelSocket from, SendBatch.Datagram datagram) {
        SendListener listener = datagram.listener();
        SendBatch batch = from.waiting();
        if (batch != null && batch.isFull()) {
            flush(from);
            batch = from.waiting();
        }
        if (batch == null) {
            if (waiting.size() >= WAITING_MAX) {
                flush(waiting.getFirst());
            }
            batch = begin(from);
        }
        if (batch == null) {
            listener.refused(clock.monotonic(), Refusal.LOCAL_ERROR);
            return;
        }
        if (listener.wantsStamp()) {
            from.stamps().switchOn(state, from.fd());
        }
        batch.add(datagram);
    }

    /// A batch for `socket`; none where a chain of answers to answers holds all of them.
    private @Nullable SendBatch begin(KernelSocket socket) {
        SendBatch own = socket.waiting();
        if (own != null) {
            return own;
        }
        SendBatch batch = free.poll();
        if (batch == null && made < BATCHES_MAX) {
            made++;
            batch = new SendBatch(arena, state);
        }
        if (batch != null) {
            socket.gatherInto(batch);
            waiting.add(socket);
        }
        return batch;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Sends what was gathered for all sockets.
    void flush() {
        for (int flush = 0; flush < FLUSHES_MAX && !waiting.isEmpty(); flush++) {
            flush(waiting.getFirst());
        }
    }

    /// Sends what was gathered for `socket`. Listeners are told after that, so that they may send
    /// in turn.
    void flush(KernelSocket socket) {
        SendBatch batch = socket.waiting();
        if (batch == null) {
            return;
        }
        if (!socket.equals(waiting.peekFirst()) || waiting.pollFirst() == null) {
            waiting.remove(socket);
        }
        socket.gatherInto(null);
        try {
            while (!batch.isSent()) {
                if (socket.isClosed()) {
                    batch.refuseRest(clock.monotonic());
                } else {
                    batch.send(socket, clock);
                }
                batch.tell();
                takeStamps(socket);
            }
        } finally {
            batch.clear();
            free.add(batch);
        }
    }

    /// Reads the transmit stamps, and begins the numbering anew where numbers are not known. Not
    /// where stamps of the old numbering may be left: they would be taken for new ones.
    private void takeStamps(KernelSocket socket) {
        TransmitStamps stamps = socket.stamps();
        if (stamps.isOn() && !socket.isClosed() && stampsRead.test(socket) && stamps.isUncertain()
                && !socket.isClosed()) {
            stamps.restart(state, socket.fd());
        }
    }
}

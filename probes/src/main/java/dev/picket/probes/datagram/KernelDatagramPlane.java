package dev.picket.probes.datagram;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Refusal;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The datagram plane on Linux system calls: sendmmsg, recvmmsg and epoll by the foreign-function
/// API, stamps by the kernel.
///
/// A turn: wait for datagrams or the next timer, receive everything, run what other threads handed
/// over, run due timers, send everything. Receiving comes before the timers, so that after a stall
/// no timeout is judged while its reply waits in the socket.
final class KernelDatagramPlane implements DatagramPlane {

    private static final Logger LOG = LoggerFactory.getLogger(KernelDatagramPlane.class);
    /// Tasks waiting from other threads; beyond it a task is dropped and counted.
    private static final int INBOX_MAX = 65_536;
    private static final int EVENTS = 256;
    /// Rounds of events taken in one turn.
    private static final int EVENT_ROUNDS_MAX = 64;
    private static final long WAKE_ID = 0;
    private static final long CLOSE_MILLIS_MAX = 5_000;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Clock clock;
    /// Freed with the plane: a shared arena would be acquired anew with every system call.
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment state = Posix.errorState(arena);
    private final MemorySegment events = arena.allocate(Posix.EPOLL_EVENT_BYTES * EVENTS, 8);
    private final MemorySegment scratch = arena.allocate(8, 8);
    private final int epoll;
    private final int wake;
    private final ArrayBlockingQueue<Runnable> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final AtomicLong droppedTasks = new AtomicLong();
    private final Map<Long, KernelSocket> sockets = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong(WAKE_ID);
    private final StallLog stalls;
    private final TimerWheel wheel;
    private final SendQueue sendQueue;
    private final ReceiveTurn receiveTurn;
    private final Thread thread;
    private final Optional<ControlPath> controlPath;
    private volatile boolean closing;
    private boolean closed;

    KernelDatagramPlane(Clock clock, String name) throws IOException {
        this.clock = clock;
        MonotonicInstant now = clock.monotonic();
        stalls = new StallLog(now);
        wheel = new TimerWheel(now);
        receiveTurn = new ReceiveTurn(clock, arena);
        sendQueue = new SendQueue(clock, arena, this::readStamps);
        epoll = Posix.epollCreate(state);
        wake = Posix.eventfd(state);
        if (epoll < 0 || wake < 0 || Posix.watch(state, epoll, wake, WAKE_ID) < 0) {
            throw new IOException("cannot open epoll: " + Posix.errorText(-Math.min(epoll, wake)));
        }
        thread = Thread.ofPlatform().daemon(true).name(name).start(this::run);
        controlPath = controlPath();
    }

    private Optional<ControlPath> controlPath() {
        try {
            return Optional.of(ControlPath.start(this, clock, stalls));
        } catch (IOException e) {
            LOG.warn("no control path over the loopback: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public BoundSocket bind(SocketKind kind, InetSocketAddress local, int receiveBufferBytes,
            DatagramHandler handler) throws IOException {
        KernelSocket socket = KernelSocket.open(this,
                new KernelSocket.Wish(kind, local, receiveBufferBytes), handler);
        long id = lastId.incrementAndGet();
        sockets.put(id, socket);
        try (Arena own = Arena.ofConfined()) {
            int watched = Posix.watch(Posix.errorState(own), epoll, socket.fd(), id);
            if (watched < 0) {
                socket.close();
                throw new IOException("cannot watch " + local + ": " + Posix.errorText(-watched));
            }
        }
        return socket;
    }

    @Override
    public void at(MonotonicInstant when, Runnable task) {
        if (Thread.currentThread() == thread) {
            addTimer(when, task);
        } else {
            execute(() -> addTimer(when, task));
        }
    }

    private void addTimer(MonotonicInstant when, Runnable task) {
        if (!wheel.add(when, task)) {
            countDropped();
        }
    }

    @Override
    public void execute(Runnable task) {
        if (!inbox.offer(task)) {
            countDropped();
        }
        if (Thread.currentThread() != thread && signalled.compareAndSet(false, true)) {
            wakeUp();
        }
    }

    /// Under a lock, so that the descriptor is not closed, and perhaps another's, in between.
    private void wakeUp() {
        synchronized (sockets) {
            if (!closed) {
                try (Arena own = Arena.ofConfined()) {
                    Posix.signal(Posix.errorState(own), wake);
                }
            }
        }
    }

    private void countDropped() {
        if (droppedTasks.getAndIncrement() == 0) {
            LOG.error("the datagram plane's queue is full: tasks are dropped");
        }
    }

    @Override
    public long longestStallNanos(MonotonicInstant since) {
        return stalls.longestSince(since);
    }

    @Override
    public long queueDrops() {
        return droppedTasks.get();
    }

    @Override
    public long controlLost() {
        return controlPath.map(ControlPath::lost).orElse(0L);
    }

    @Override
    public String stampsLabel() {
        return ClockSource.KERNEL_TX_RX.label();
    }

    /// The error memory of this plane's thread.
    MemorySegment errorState() {
        return state;
    }

    void send(KernelSocket from, SendBatch.Datagram datagram) {
        assert Thread.currentThread() == thread : "send on " + Thread.currentThread();
        if (from.isClosed() || datagram.payload().remaining() > MessageVector.PAYLOAD_BYTES_MAX
                || SocketNames.family(datagram.to()) != SocketNames.family(from.local())) {
            datagram.listener().refused(clock.monotonic(), Refusal.LOCAL_ERROR);
        } else {
            sendQueue.add(from, datagram);
        }
    }

    void closeSocket(KernelSocket socket) {
        if (Thread.currentThread() == thread || !thread.isAlive()) {
            closeNow(socket);
        } else {
            execute(() -> closeNow(socket));
        }
    }

    private void closeNow(KernelSocket socket) {
        if (!socket.isClosed()) {
            sendQueue.flush(socket);
            socket.markClosed();
            sockets.values().remove(socket);
            Posix.close(state, socket.fd());
        }
    }

    private void run() {
        try {
            while (!closing) {
                guarded(this::turn);
            }
        } finally {
            sockets.values().forEach(this::closeNow);
            synchronized (sockets) {
                closed = true;
                Posix.close(state, wake);
                Posix.close(state, epoll);
            }
        }
    }

    private void turn() {
        int ready = Posix.epollWait(state, epoll, events, waitMillis());
        MonotonicInstant woken = clock.monotonic();
        stalls.beat(woken);
        for (int round = 0; ready > 0 && round < EVENT_ROUNDS_MAX; round++) {
            take(ready);
            ready = ready < EVENTS ? 0 : Posix.epollWait(state, epoll, events, 0);
        }
        // Only what waits now: a task that hands over another must not keep the turn going.
        for (int waiting = inbox.size(); waiting > 0; waiting--) {
            Runnable task = inbox.poll();
            if (task != null) {
                guarded(task);
            }
        }
        stalls.beat(clock.monotonic());
        // Only what was due before anything was received: should this turn have taken long, replies
        // wait in the sockets by now, and a timeout must not be judged before they are read.
        wheel.runDue(woken, this::guarded);
        sendQueue.flush();
    }

    /// The transmit stamps of what just left are mostly there already: the loopback and most
    /// drivers stamp within the system call. The rest makes the socket ready.
    private boolean readStamps(KernelSocket socket) {
        receiveTurn.begin();
        return receiveTurn.receiveErrors(socket);
    }

    private int waitMillis() {
        if (!inbox.isEmpty() || !sendQueue.isEmpty()) {
            return 0;
        }
        long now = clock.monotonic().nanos();
        long wait = Math.min(wheel.next().nanos() - now, StallLog.HEARTBEAT_NANOS);
        return (int) Math.max(0, Math.ceilDiv(wait, NANOS_PER_MILLI));
    }

    private void take(int ready) {
        receiveTurn.begin();
        for (int i = 0; i < ready; i++) {
            long event = i * Posix.EPOLL_EVENT_BYTES;
            int kinds = events.get(JAVA_INT, event);
            long id = events.get(JAVA_LONG.withByteAlignment(4), event + Posix.EPOLL_DATA_OFFSET);
            KernelSocket socket = sockets.get(id);
            if (id == WAKE_ID) {
                Posix.clearSignal(state, wake, scratch);
                signalled.set(false);
            } else if (socket != null) {
                if ((kinds & Posix.EPOLLERR) != 0) {
                    guarded(() -> receiveTurn.receiveErrors(socket));
                }
                guarded(() -> receiveTurn.receive(socket));
            }
        }
    }

    /// A handler that throws is a defect; it must not take the other paths down with it.
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError e) {
            LOG.error("a task of the datagram plane failed", e);
        }
    }

    @Override
    public void close() {
        closing = true;
        wakeUp();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(CLOSE_MILLIS_MAX);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

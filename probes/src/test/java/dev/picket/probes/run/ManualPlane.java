package dev.picket.probes.run;

import dev.picket.model.time.Clock;
import dev.picket.model.time.ClockSource;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.datagram.BoundSocket;
import dev.picket.probes.datagram.DatagramHandler;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.NotPermittedException;
import dev.picket.probes.datagram.Received;
import dev.picket.probes.datagram.SendListener;
import dev.picket.probes.datagram.SocketKind;
import dev.picket.probes.datagram.Unreachable;
import dev.picket.probes.session.NetworkError;
import dev.picket.probes.session.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;

/// A datagram plane whose time moves by hand and whose network is a map of sockets; one way takes
/// 1 ms. Single-threaded: every task runs within [#advance] or, before that, at once.
final class ManualPlane implements DatagramPlane, Clock {

    private static final long ONE_WAY_NANOS = 1_000_000L;

    Predicate<InetSocketAddress> lost = _ -> false;
    Predicate<InetSocketAddress> refused = _ -> false;
    Set<SocketKind> permitted = EnumSet.allOf(SocketKind.class);
    long stallNanos;
    long queueDrops;
    long controlLost;
    long stalledAtNanos = Long.MIN_VALUE;
    long wallMinusMonotonicNanos = 1_767_225_600_000_000_000L;

    private final Map<InetSocketAddress, Socket> sockets = new HashMap<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(
            Comparator.comparingLong(Timer::at).thenComparingLong(Timer::order));
    private long nowNanos;
    private long order;
    private int lastPort = 50_000;

    private record Timer(long at, long order, Runnable task) {}

    void advance(long nanos) {
        long until = nowNanos + nanos;
        while (!timers.isEmpty() && timers.peek().at <= until) {
            Timer timer = timers.remove();
            nowNanos = Math.max(nowNanos, timer.at);
            timer.task.run();
        }
        nowNanos = until;
    }

    /// Time passes and nothing runs.
    void standStill(long nanos) {
        nowNanos += nanos;
        stallNanos = nanos;
        stalledAtNanos = nowNanos;
    }

    /// Drops counted at every socket bound to `address`.
    void drop(String address, int datagrams) {
        sockets.values().stream()
                .filter(socket -> socket.local.getAddress().getHostAddress().equals(address))
                .forEach(socket -> socket.drops += datagrams);
    }

    @Override
    public Instant wall() {
        return Instant.EPOCH.plusNanos(nowNanos + wallMinusMonotonicNanos);
    }

    @Override
    public MonotonicInstant monotonic() {
        return new MonotonicInstant(nowNanos);
    }

    @Override
    public BoundSocket bind(SocketKind kind, InetSocketAddress asked, int receiveBufferBytes,
            DatagramHandler handler) throws IOException {
        if (!permitted.contains(kind)) {
            throw new NotPermittedException("no such socket here");
        }
        return bound(asked, receiveBufferBytes, handler);
    }

    @Override
    public BoundSocket bind(InetSocketAddress asked, int receiveBufferBytes,
            DatagramHandler handler) {
        return bound(asked, receiveBufferBytes, handler);
    }

    private BoundSocket bound(InetSocketAddress asked, int receiveBufferBytes,
            DatagramHandler handler) {
        lastPort++;
        InetSocketAddress local = asked.getPort() == 0
                ? new InetSocketAddress(asked.getAddress(), lastPort)
                : asked;
        Socket socket = new Socket(local, receiveBufferBytes, handler);
        sockets.put(local, socket);
        return socket;
    }

    @Override
    public void at(MonotonicInstant when, Runnable task) {
        order++;
        timers.add(new Timer(when.nanos(), order, task));
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public long longestStallNanos(MonotonicInstant since) {
        return stalledAtNanos >= since.nanos() ? stallNanos : 0;
    }

    @Override
    public long queueDrops() {
        return queueDrops;
    }

    @Override
    public long controlLost() {
        return controlLost;
    }

    @Override
    public String stampsLabel() {
        return "virtual";
    }

    @Override
    public void close() {}

    private final class Socket implements BoundSocket {

        private final InetSocketAddress local;
        private final int receiveBufferBytes;
        private final DatagramHandler handler;
        private long drops;

        Socket(InetSocketAddress local, int receiveBufferBytes, DatagramHandler handler) {
            this.local = local;
            this.receiveBufferBytes = receiveBufferBytes;
            this.handler = handler;
        }

        @Override
        public InetSocketAddress local() {
            return local;
        }

        @Override
        public void send(InetSocketAddress to, int hopLimit, ByteBuffer payload,
                SendListener listener) {
            MonotonicInstant now = monotonic();
            if (refused.test(to)) {
                at(now, () -> listener.refused(now, Refusal.LOCAL_FIREWALL));
                return;
            }
            at(now, () -> listener.sent(now));
            if (lost.test(to)) {
                return;
            }
            ByteBuffer copy = ByteBuffer.allocate(payload.remaining()).put(payload.duplicate())
                    .flip();
            at(now.plusNanos(ONE_WAY_NANOS), () -> {
                Socket target = sockets.get(to);
                if (target == null) {
                    handler.unreachable(this, new Unreachable(to,
                            NetworkError.of(Refusal.PORT_UNREACHABLE), ByteBuffer.allocate(0),
                            monotonic()));
                } else {
                    target.handler.received(target,
                            new Received(local, copy, monotonic(), ClockSource.VIRTUAL));
                }
            });
        }

        @Override
        public long receiveDrops() {
            return drops;
        }

        @Override
        public int receiveBufferBytes() {
            return receiveBufferBytes;
        }

        @Override
        public void close() {
            sockets.remove(local);
        }
    }
}

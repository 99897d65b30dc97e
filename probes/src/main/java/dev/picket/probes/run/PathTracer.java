package dev.picket.probes.run;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.datagram.BoundSocket;
import dev.picket.probes.datagram.DatagramHandler;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.NotPermittedException;
import dev.picket.probes.datagram.Received;
import dev.picket.probes.datagram.SendListener;
import dev.picket.probes.datagram.SocketKind;
import dev.picket.probes.datagram.Unreachable;
import dev.picket.probes.path.MtuBook;
import dev.picket.probes.path.PathMtu;
import dev.picket.probes.path.TraceBook;
import dev.picket.probes.path.TraceCodec;
import dev.picket.probes.path.TracePacket;
import dev.picket.probes.path.TracePlan;
import dev.picket.probes.path.TraceReport;
import dev.picket.probes.session.Refusal;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Traces one path on sockets of its own: errors that wait at a socket cut its sends short, which
/// is no matter here and would be where echoes are counted.
public final class PathTracer implements AutoCloseable {

    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private final DatagramPlane plane;
    private final Clock clock;
    private final Wish wish;
    private final Consumer<Seen> seen;
    private final TraceBook book;
    private final MtuBook mtuBook;
    private final TraceCodec codec;
    private final InetSocketAddress remote;
    private final List<BoundSocket> flows = new ArrayList<>();
    private Optional<BoundSocket> mtuSocket = Optional.empty();
    private String mtuMissing = "";
    private int round;

    /// What to trace and how.
    ///
    /// @param icmp by ICMP echo; else by UDP
    /// @param token random: tells our packets from those of others
    public record Wish(InetAddress bind, InetAddress target, TracePlan plan, boolean icmp,
            long token) {}

    /// The trace after a round, or at its end.
    public record Seen(TraceReport report, PathMtu mtu, int rounds, boolean ended) {}

    private PathTracer(DatagramPlane plane, Clock clock, Wish wish, Consumer<Seen> seen) {
        this.plane = plane;
        this.clock = clock;
        this.wish = wish;
        this.seen = seen;
        boolean six = wish.target instanceof Inet6Address;
        book = new TraceBook(wish.plan, wish.target);
        mtuBook = new MtuBook(wish.token + 1, six);
        codec = wish.icmp
                ? new TraceCodec.Echo(wish.token, six)
                : new TraceCodec.Udp(wish.token);
        remote = new InetSocketAddress(wish.target, wish.icmp ? 0 : TraceCodec.Udp.PORT);
    }

    /// Begins to trace; `seen` is told on the plane's thread after each round and at the end. Call
    /// it off the plane's thread.
    ///
    /// @throws NotPermittedException where a trace by ICMP is asked for and not allowed
    public static PathTracer begin(DatagramPlane plane, Clock clock, Wish wish,
            Consumer<Seen> seen) throws IOException {
        PathTracer tracer = new PathTracer(plane, clock, wish, seen);
        try {
            tracer.open();
        } catch (IOException e) {
            tracer.close();
            throw e;
        }
        plane.execute(tracer::nextRound);
        return tracer;
    }

    private void open() throws IOException {
        InetSocketAddress local = new InetSocketAddress(wish.bind, 0);
        SocketKind kind = wish.icmp ? SocketKind.ICMP_ECHO : SocketKind.UDP;
        for (int flow = 0; flow < wish.plan.flows(); flow++) {
            flows.add(plane.bind(kind, local, RECEIVE_BUFFER_BYTES, new Answers()));
        }
        try {
            BoundSocket socket = plane.bind(SocketKind.ICMP_ECHO, local, RECEIVE_BUFFER_BYTES,
                    new Echoes());
            socket.neverFragment();
            mtuSocket = Optional.of(socket);
        } catch (NotPermittedException e) {
            mtuMissing = String.valueOf(e.getMessage());
        }
    }

    private void nextRound() {
        if (flows.isEmpty()) {
            return;
        }
        if (round > 0) {
            tell(false);
        }
        if (round == wish.plan.rounds()) {
            plane.at(clock.monotonic().plus(wish.plan.timeout()), () -> tell(true));
            return;
        }
        for (TracePacket packet : book.round(round)) {
            flows.get(packet.flow()).send(remote, packet.hopLimit(), codec.packet(packet),
                    new Told(packet));
        }
        if (round < MtuBook.TRIES) {
            mtuSocket.ifPresent(socket -> mtuBook.sizes().forEach(size -> sendSize(socket, size)));
        }
        round++;
        plane.at(clock.monotonic().plus(wish.plan.every()), this::nextRound);
    }

    private void sendSize(BoundSocket socket, int size) {
        socket.send(new InetSocketAddress(wish.target, 0), mtuBook.packet(size),
                new SendListener() {
                    @Override
                    public void sent(MonotonicInstant at) {
                        mtuBook.sent(size);
                    }

                    @Override
                    public void refused(MonotonicInstant at, Refusal refusal) {
                        mtuBook.refused(size);
                    }

                    @Override
                    public boolean wantsStamp() {
                        return false;
                    }
                });
    }

    private void tell(boolean ended) {
        PathMtu mtu = mtuSocket.isEmpty()
                ? new PathMtu.NotProbed(mtuMissing)
                : round < MtuBook.TRIES || !ended
                        ? new PathMtu.NotProbed(
                                "it takes " + MtuBook.TRIES + " rounds to the end")
                        : mtuBook.verdict();
        seen.accept(new Seen(book.report(clock.monotonic()), mtu, round, ended));
    }

    private final class Answers implements DatagramHandler {
        @Override
        public void received(BoundSocket socket, Received datagram) {
            if (datagram.from().getAddress().equals(wish.target)) {
                codec.read(datagram.payload())
                        .ifPresent(packet -> book.reply(packet, datagram.at()));
            }
        }

        @Override
        public void unreachable(BoundSocket socket, Unreachable error) {
            if (codec.isCutShort(error.quoted())) {
                book.unplaced();
            }
            codec.read(error.quoted())
                    .ifPresent(packet -> book.error(packet, error.error(), error.at()));
        }
    }

    private final class Echoes implements DatagramHandler {
        @Override
        public void received(BoundSocket socket, Received datagram) {
            mtuBook.reply(datagram.payload());
        }

        @Override
        public void unreachable(BoundSocket socket, Unreachable error) {
            mtuBook.error(error.error(), error.quoted());
        }
    }

    private final class Told implements SendListener {

        private final TracePacket packet;

        Told(TracePacket packet) {
            this.packet = packet;
        }

        @Override
        public void sent(MonotonicInstant at) {
            book.sent(packet, at);
        }

        @Override
        public void stamped(MonotonicInstant at) {
            book.stamped(packet, at);
        }

        @Override
        public void refused(MonotonicInstant at, Refusal refusal) {
            book.refused(packet);
        }
    }

    @Override
    public void close() {
        Runnable closing = () -> {
            flows.forEach(BoundSocket::close);
            flows.clear();
            mtuSocket.ifPresent(BoundSocket::close);
        };
        PlaneCalls.runAndWait(plane, closing, Duration.ofSeconds(5));
    }
}

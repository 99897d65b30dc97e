package dev.picket.simulation.loopback;

import dev.picket.model.time.Clock;
import dev.picket.model.time.MonotonicInstant;
import dev.picket.model.topology.ProbeKind;
import dev.picket.probes.datagram.BoundSocket;
import dev.picket.probes.datagram.DatagramHandler;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.Received;
import dev.picket.probes.datagram.SendListener;
import dev.picket.probes.session.Responder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// A target's socket with the simulated network in front of it. On the plane's thread.
final class LoopbackTarget implements DatagramHandler {

    private final ProbeKind kind;
    private final Responder responder;
    private final Map<InetAddress, Integer> pathBySource;
    private final Network network;

    /// What all targets of a world share.
    ///
    /// @param sinceStart nanoseconds of the script at a monotonic time
    record Network(Passage passage, DatagramPlane plane, Clock clock, ScriptTime sinceStart,
            Counts counts) {}

    /// Where the script stands at a monotonic time.
    interface ScriptTime {
        long nanosAt(MonotonicInstant now);
    }

    /// Datagrams of the whole world.
    record Counts(LongAdder arrived, LongAdder lostForward, LongAdder answered,
            LongAdder lostReturn, LongAdder strangers) {
        static Counts zero() {
            return new Counts(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(),
                    new LongAdder());
        }
    }

    LoopbackTarget(ProbeKind kind, Responder responder, Map<InetAddress, Integer> pathBySource,
            Network network) {
        this.kind = kind;
        this.responder = responder;
        this.pathBySource = Map.copyOf(pathBySource);
        this.network = network;
    }

    @Override
    public void received(BoundSocket socket, Received datagram) {
        Integer path = pathBySource.get(datagram.from().getAddress());
        ByteBuffer payload = datagram.payload();
        if (path == null || !payload.hasRemaining()) {
            network.counts().strangers().increment();
            return;
        }
        network.counts().arrived().increment();
        MonotonicInstant now = network.clock().monotonic();
        long nanos = network.sinceStart().nanosAt(now);
        int firstOctet = payload.get(payload.position()) & 0xff;
        if (network.passage().losesForward(path, nanos, kind, firstOctet)) {
            network.counts().lostForward().increment();
            return;
        }
        Optional<ByteBuffer> answer = responder.answer(datagram.at(), network.clock().wall(),
                datagram.from(), payload);
        answer.ifPresent(bytes -> sendBack(socket, datagram.from(), bytes,
                new Moment(path, nanos, now)));
    }

    private record Moment(int path, long nanos, MonotonicInstant now) {}

    private void sendBack(BoundSocket socket, InetSocketAddress to, ByteBuffer bytes,
            Moment moment) {
        network.counts().answered().increment();
        if (network.passage().losesReturn(moment.path(), moment.nanos())) {
            network.counts().lostReturn().increment();
            return;
        }
        long heldNanos = network.passage().heldNanos(moment.path(), moment.nanos());
        if (heldNanos == 0) {
            socket.send(to, bytes, SendListener.NONE);
        } else {
            network.plane().at(moment.now().plusNanos(heldNanos),
                    () -> socket.send(to, bytes, SendListener.NONE));
        }
    }
}

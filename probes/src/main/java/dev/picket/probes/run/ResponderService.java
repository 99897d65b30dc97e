package dev.picket.probes.run;

import dev.picket.model.time.Clock;
import dev.picket.probes.datagram.BoundSocket;
import dev.picket.probes.datagram.DatagramHandler;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.datagram.Received;
import dev.picket.probes.datagram.SendListener;
import dev.picket.probes.session.Responder;
import java.io.IOException;
import java.net.InetSocketAddress;

/// A responder on a socket of its own: what arrives is put to it, what it says is sent back.
public final class ResponderService implements AutoCloseable {

    private final BoundSocket socket;

    private ResponderService(BoundSocket socket) {
        this.socket = socket;
    }

    /// Binds `responder` to `local`; it runs on the plane's thread only.
    public static ResponderService open(DatagramPlane plane, Clock clock, Binding binding,
            Responder responder) throws IOException {
        return new ResponderService(plane.bind(binding.local, binding.receiveBufferBytes,
                new Answering(clock, responder)));
    }

    /// Where to listen and the receive buffer to ask for.
    public record Binding(InetSocketAddress local, int receiveBufferBytes) {}

    private record Answering(Clock clock, Responder responder) implements DatagramHandler {
        @Override
        public void received(BoundSocket socket, Received datagram) {
            // What happened on the way from the kernel's stamp to here is no part of the answer.
            long waited = clock.monotonic().nanosSince(datagram.at());
            responder
                    .answer(datagram.at(), clock.wall().minusNanos(waited), datagram.from(),
                            datagram.payload(), datagram.header())
                    .ifPresent(answer -> socket.send(datagram.from(), answer, SendListener.NONE));
        }
    }

    public InetSocketAddress local() {
        return socket.local();
    }

    /// Requests the kernel dropped before they were seen; called on the plane's thread.
    public long receiveDrops() {
        return socket.receiveDrops();
    }

    @Override
    public void close() {
        socket.close();
    }
}

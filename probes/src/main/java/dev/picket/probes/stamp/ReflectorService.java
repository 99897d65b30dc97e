package dev.picket.probes.stamp;

import dev.picket.model.time.Clock;
import dev.picket.probes.datagram.DatagramPlane;
import dev.picket.probes.run.ResponderService;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Opens STAMP reflectors on a datagram plane.
public final class ReflectorService {

    /// The receive buffer asked for: a thousand paths' rounds at once.
    public static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    private ReflectorService() {}

    /// A stateful open reflector at `local`.
    public static ResponderService open(DatagramPlane plane, Clock clock, InetSocketAddress local)
            throws IOException {
        return open(plane, clock, local, ReflectorRules.OPEN);
    }

    /// A reflector by `rules` at `local`.
    public static ResponderService open(DatagramPlane plane, Clock clock, InetSocketAddress local,
            ReflectorRules rules) throws IOException {
        return open(plane, clock, local, new StampReflector(local.getPort(), rules));
    }

    /// `reflector` at `local`; from here on it belongs to the plane's thread.
    public static ResponderService open(DatagramPlane plane, Clock clock, InetSocketAddress local,
            StampReflector reflector) throws IOException {
        return ResponderService.open(plane, clock,
                new ResponderService.Binding(local, RECEIVE_BUFFER_BYTES), reflector);
    }
}

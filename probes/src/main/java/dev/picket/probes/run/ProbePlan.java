package dev.picket.probes.run;

import dev.picket.model.topology.Path;
import java.net.InetSocketAddress;
import java.time.Duration;

/// How one path is probed.
public sealed interface ProbePlan {

    Path path();

    /// A session on the datagram plane.
    ///
    /// @param remote where datagrams are sent, and the only address replies are taken from
    /// @param timeout the session's whole budget; one that has not finished by then is ended
    record DatagramPlan(Path path, InetSocketAddress remote, Duration timeout,
            SessionFactory factory) implements ProbePlan {}

    /// A blocking probe on a virtual thread.
    record BlockingPlan(Path path, BlockingProbe probe) implements ProbePlan {}
}

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
    /// @param flows source ports it is spread over: packet i leaves by flow i modulo this
    record DatagramPlan(Path path, InetSocketAddress remote, Duration timeout, int flows,
            SessionFactory factory) implements ProbePlan {

        public DatagramPlan {
            if (flows < 1) {
                throw new IllegalArgumentException("flows must be at least 1, got " + flows);
            }
        }

        /// A session whose packets all leave by one source port.
        public DatagramPlan(Path path, InetSocketAddress remote, Duration timeout,
                SessionFactory factory) {
            this(path, remote, timeout, 1, factory);
        }
    }

    /// A blocking probe on a virtual thread.
    record BlockingPlan(Path path, BlockingProbe probe) implements ProbePlan {}

    /// A probe on the event loops.
    record AsyncPlan(Path path, AsyncProbe probe) implements ProbePlan {}
}

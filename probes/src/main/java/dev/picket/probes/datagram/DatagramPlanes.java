package dev.picket.probes.datagram;

import dev.picket.model.time.Clock;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the best datagram plane this machine allows.
public final class DatagramPlanes {

    private static final Logger LOG = LoggerFactory.getLogger(DatagramPlanes.class);

    private DatagramPlanes() {}

    /// The kernel plane on Linux where native access is allowed, else the portable one. One line of
    /// the log says which and why. `name` names its thread.
    public static DatagramPlane open(Clock clock, String name) {
        String reason;
        if (!"Linux".equals(System.getProperty("os.name"))) {
            reason = "this is not Linux";
        } else {
            try {
                DatagramPlane plane = new KernelDatagramPlane(clock, name);
                LOG.info("{}: datagrams by system calls, stamps by the kernel", name);
                return plane;
            } catch (IOException | UnsupportedOperationException | IllegalCallerException
                    | LinkageError e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        LOG.warn("{}: datagrams by Netty, stamps taken in user space: {}", name, reason);
        return new PortableDatagramPlane(clock, name);
    }

    public static DatagramPlane open(Clock clock) {
        return open(clock, "datagrams");
    }
}

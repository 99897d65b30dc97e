package dev.picket.probes.tunnel;

import java.util.Map;
import java.util.Optional;

/// What is said over one TCP connection: a request, and what is made of the answer.
interface Talk {

    /// Where it is opened to.
    Ipv6Packet.Flow flow();

    int port();

    byte[] request();

    /// The verdict, once enough of the answer has come.
    Optional<Ending> judged(byte[] answer);

    /// What was measured, for the run's record.
    Map<String, String> details();
}
